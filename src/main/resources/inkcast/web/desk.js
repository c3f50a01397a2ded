// What every page with writers on it has: the link, the writers, their cards, and frames to draw in.

import { onScheme } from './color.js';
import { $, meta, sayLink } from './dom.js';
import { Frames } from './frames.js';
import { Hands } from './hands.js';
import { House } from './house.js';
import { Link } from './link.js';
import { Panel } from './panel.js';
import { Writers } from './writers.js';


/** Keeps the cards, and what else the page shows of the writers, up to date. */
export class Desk {
  prefix = meta('prefix');
  name = meta('name');
  writers = new Writers(this.prefix);
  #link;
  #hands = new Hands(this.prefix);
  #house = new House($('closed'));
  #panel;
  #page;
  #views = [];
  #named = false; // paths that came or went, since the last PATH_CHANGED
  #frames = new Frames((dt) => this.#frame(dt));
  #shaped = '';
  #noticeTimer = 0;

  /**
   * @param {{nodes?: string, hear?: Function, refused?: Function}} page what it wants beyond the
   *     writers: `nodes` to LISTEN to; it is told: `hear` of an address and its arguments, `refused`
   *     of the server's sentence and what that was for, and says true if nobody else need be told
   */
  constructor({
    nodes = '',
    hear = () => {},
    turn = () => {},
    lost = () => {},
    refused = () => false,
  } = {}) {
    this.#page = { hear, lost, refused };
    const wake = () => this.wake();
    this.#link = new Link(
      [
        // In this order: a heartbeat says that the writers' current values have come before it.
        `${this.prefix}/writer/*/{stroke,temperature,color,restarts,pause,pen,hand,scale}`,
        `${this.prefix}/{page,rate,heartbeat,open,until${nodes}}`,
      ],
      {
        state: (name) => this.#linked(name),
        message: (address, args) => {
          this.writers.hear(address, args);
          this.#house.hear(address.slice(this.prefix.length + 1), args[0]);
          this.#page.hear(address, args);
          this.wake();
        },
        path: (command, path) => this.#changed(command, path),
        turn,
        refused: (error, cause) => {
          if (!this.#page.refused(error, cause)) this.notice(cause ? `${error} (${cause})` : error);
        },
      },
    );
    const send = (number, node, ...args) => this.send(`writer/${number}/${node}`, ...args);
    this.#panel = new Panel(this.writers, Number(meta('temperature-max')), this.#hands, send, wake);
    onScheme(() => this.#redraw());
  }

  /** Sends a message below the prefix; false, and a word of it, if there is no link. */
  send(node, ...args) {
    const sent = this.#link.send(`${this.prefix}/${node}`, ...args);
    if (!sent) this.notice('Not connected: nothing was changed.');
    return sent;
  }

  /** LISTENs to one node more below the prefix, or no more. */
  listen(node, wanted) {
    const address = `${this.prefix}/${node}`;
    if (wanted) this.#link.listen(address);
    else this.#link.ignore(address);
  }

  /** Draws one more view with each frame. */
  show(view) {
    this.#views.push(view);
  }

  /** Draws it no more. */
  hide(view) {
    this.#views = this.#views.filter((one) => one !== view);
  }

  /** Asks for a frame. */
  wake() {
    this.#frames.wake();
  }

  /** Shows a sentence for a while. */
  notice(text) {
    $('notice').textContent = text;
    clearTimeout(this.#noticeTimer);
    this.#noticeTimer = setTimeout(() => ($('notice').textContent = ''), 6000);
  }

  #linked(name) {
    sayLink(name);
    if (name !== 'live') return this.#page.lost();
    this.writers.reconnected();
    this.#askForHands();
  }

  #askForHands() {
    // Visitors would be refused.
    if (document.body.dataset.for === 'operator') this.#hands.ask().then(() => this.wake());
  }

  /** The writers that there are now: those that come are heard of by their values. */
  #changed(command, path) {
    if (command === 'PATH_REMOVED' && this.writers.removed(path)) this.#redraw();
    if (command !== 'PATH_CHANGED') {
      this.#named = true;
      return;
    }
    if (!this.#named) { // too many to be named
      this.writers.reconnected();
      this.#link.refresh();
    }
    this.#named = false;
    this.#askForHands(); // with the first writer there is somebody to give one to
    fetch(`.${this.prefix}/writer/1/temperature?RANGE`)
      .then((answer) => answer.json())
      .then(({ RANGE: [{ MAX }] }) => this.#panel.max(MAX))
      .catch(() => {}); // there is no writer
  }

  #frame(dt) {
    this.#shape();
    this.#panel.update();
    return this.#all.map((view) => view.frame(dt, this.writers.page)).some(Boolean);
  }

  get #all() {
    return [...this.#views, ...this.#panel.views];
  }

  #shape() {
    const { width, height } = this.writers.page;
    if (this.#shaped === `${width}/${height}`) return;
    this.#shaped = `${width}/${height}`;
    document.body.style.setProperty('--aspect', width / height);
    this.#redraw();
  }

  #redraw() {
    for (const view of this.#all) view.stale();
    this.wake();
  }
}
