// What the pages that look into one writer have in common: the link, a choice of writers, and frames
// to draw in.

import { onScheme } from './color.js';
import { $, meta, sayLink } from './dom.js';
import { Frames } from './frames.js';
import { House } from './house.js';
import { Link } from './link.js';
import { Writers } from './writers.js';


/** Follows the writer whose number the page's address asks for, the first one if it asks for none. */
export class Onlooker {
  number = asked();
  #prefix = meta('prefix');
  #writers = new Writers(this.#prefix);
  #link;
  #house = new House($('closed'));
  #views = [];
  #listed = null;
  #frames = new Frames((dt) => this.#frame(dt));

  /**
   * @param {string} node of what the model computes, asked for by its name, as the server wants it
   * @param {(node: string, args: Array) => void} hear is told what the writer's nodes say; that node
   *     just before the stroke that it is of
   */
  constructor(node, hear) {
    const base = `${this.#prefix}/writer/${this.number}`;
    this.#link = new Link(
      [
        // In this order: a heartbeat says that the writers' current values have come before it.
        `${this.#prefix}/writer/*/color`,
        // Together, for then a tick's are neighbours, however many ticks come at once.
        `${base}/{${node},stroke,temperature,restarts,pause,pen,hand,scale}`,
        `${this.#prefix}/{page,heartbeat,open,until}`,
      ],
      {
        state: (name) => this.#linked(name),
        message: (address, args) => {
          if (address.startsWith(`${base}/`)) hear(address.slice(base.length + 1), args);
          if (address !== `${base}/${node}`) this.#writers.hear(address, args);
          this.#house.hear(address.slice(this.#prefix.length + 1), args[0]);
          this.wake();
        },
        path: (command, path) => {
          if (command === 'PATH_REMOVED') this.#writers.removed(path);
          if (command !== 'PATH_CHANGED') return;
          this.#writers.reconnected();
          this.#link.refresh();
        },
        refused: (error) => this.#say(error),
      },
    );
    $('writer').addEventListener('change', ({ target }) => location.assign(`?writer=${target.value}`));
    onScheme(() => {
      for (const view of this.#views) view.stale();
      this.wake();
    });
  }

  /** The writer, or one of whom nothing is known yet. */
  get writer() {
    return this.#writers.get(this.number) ?? null;
  }

  /** Sends to one of the writer's nodes; false, and a word of it, if there is no link. */
  send(node, ...args) {
    const sent = this.#link.send(`${this.#prefix}/writer/${this.number}/${node}`, ...args);
    if (!sent) this.#say('Not connected: nothing was changed.');
    return sent;
  }

  /** Draws one more view with each frame: its `frame` says whether it still moves. */
  show(...views) {
    this.#views.push(...views);
    this.wake();
  }

  /** Asks for a frame. */
  wake() {
    this.#frames.wake();
  }

  #linked(name) {
    sayLink(name);
    if (name !== 'live') return;
    $('notice').textContent = '';
    this.#writers.reconnected();
  }

  #say(text) {
    $('notice').textContent = text;
  }

  #frame(dt) {
    this.#list();
    return this.#views.map((view) => view.frame(dt, this.#writers.page)).some(Boolean);
  }

  /** The writers to choose from. */
  #list() {
    const { numbers } = this.#writers;
    if (numbers === this.#listed) return;
    this.#listed = numbers;
    const all = numbers.includes(this.number) ? numbers : [this.number, ...numbers];
    $('writer').replaceChildren(
      ...all.map((n) => new Option(`Writer ${n}`, n, n === this.number, n === this.number)),
    );
  }
}

function asked() {
  const number = Number(new URLSearchParams(location.search).get('writer'));
  return Number.isInteger(number) && number > 0 ? number : 1;
}
