// The sheet on which a visitor writes at one writer's pen, and sees it go on.

import { Follow } from './camera.js';
import { ink } from './color.js';
import { $ } from './dom.js';
import { Nib } from './nib.js';
import { layer, pixelRatio, size } from './paper.js';
import { Stylus } from './stylus.js';
import { Turn } from './turn.js';
import { View } from './view.js';

const FRESH = 400; // ms for which one's own ink is shown before it has come back
const X_HEIGHT = 2.5; // model units
const HIGH = 9; // heights of an x from top to bottom

/** Opens for one writer at a time. */
export class Writing {
  #desk;
  #number = 0;
  #turn = null;
  #nib = null;
  #camera = null;
  #view = null;
  #own; // 2D context of ink that is on its way
  #points = []; // {x, y, ms, begins} of ink that is on its way, page units
  #stylus;
  #wrote = false;

  constructor(desk) {
    this.#desk = desk;
    this.#own = layer($('writing-own'), 'own');
    this.#stylus = new Stylus($('writing-pad'), {
      down: (event) => this.#down(event),
      move: (events) => events.forEach((event) => this.#write('move', event)),
      up: (event) => this.#up(event),
      instead: () => {
        this.#up(null); // what it wrote has been sent
        return true;
      },
    });
    $('writing-close').addEventListener('click', () => $('writing').close());
    $('writing').addEventListener('close', () => this.#close());
  }

  /** Shows the paper of a writer. */
  open(number) {
    this.#number = number;
    this.#wrote = false;
    const writer = () => this.#desk.writers.get(number);
    this.#turn = new Turn(
      (node, ...args) => this.#desk.send(`writer/${number}/${node}`, ...args),
      () => this.#say(),
      () => this.#desk.writers.rate,
    );
    $('writing-title').textContent = `Writer ${number}`;
    $('writing').showModal();
    this.#camera = new Held(writer);
    this.#view = new View(
      $('writing-ink'),
      this.#camera,
      () => [writer()].filter(Boolean),
      () => this.#desk.wake(),
    );
    this.#desk.show(this);
    this.#desk.listen(this.#ghosts, true);
    this.#say();
  }

  /** The server's word of whose turn it is. */
  told(address, place, points) {
    if (address !== `${this.#desk.prefix}/writer/${this.#number}/turn`) return;
    this.#turn?.told(place, points);
    if (place < 0) this.#camera?.release();
    if (place > 0) this.#forget();
  }

  /**
   * The server has refused something; says whether it was the turn, and says why.
   *
   * @param {string} cause the address
   */
  refused(error, cause) {
    const own = cause === `${this.#desk.prefix}/writer/${this.#number}/turn`;
    if (!own || this.#turn?.state !== 'asked') return false;
    this.#wrote = false;
    this.#turn.lost();
    this.#forget();
    $('writing-say').textContent = `Not now: ${error}.`;
    return true;
  }

  /** There is no link any more. */
  lost() {
    this.#turn?.lost();
  }

  /** See View. */
  frame(dt, page) {
    if (!this.#desk.writers.get(this.#number)) return this.#leave();
    const moving = this.#view.frame(dt, page);
    const haunted = this.#drawOwn();
    return moving || haunted || this.#points.length > 0;
  }

  /** See View. */
  stale() {
    this.#view.stale();
  }

  /** A pattern, for what matches one comes in bundles, and a frame for each ghost's step is too much. */
  get #ghosts() {
    return `writer/{${this.#number}}/ghost`;
  }

  /** There is no such writer any more. */
  #leave() {
    this.#turn?.lost();
    $('writing').close();
    this.#desk.notice(`Writer ${this.#number} has left.`);
    return false;
  }

  #close() {
    this.#turn.leave();
    this.#turn = null;
    this.#desk.listen(this.#ghosts, false);
    this.#desk.hide(this);
    this.#view.close();
    $('writing-ink').replaceChildren();
    this.#forget();
  }

  #say() {
    const turn = this.#turn;
    if (!turn) return;
    const goesOn = turn.state === 'none' && this.#wrote;
    $('writing').dataset.turn = goesOn ? 'over' : turn.state;
    $('writing-say').textContent = goesOn
      ? 'Now it goes on in your manner.'
      : turn.state === 'waiting'
        ? `Others write here: ${turn.place} before you.`
        : 'Write a few letters, then rest.';
  }

  #down(event) {
    const writer = this.#desk.writers.get(this.#number);
    if (this.#turn.state === 'waiting' || !writer) return false;
    if (this.#turn.state === 'none') {
      this.#forget();
      this.#turn.ask();
      if (this.#turn.state === 'none') return false; // there is no link
    }
    if (!this.#nib) {
      this.#nib = new Nib(writer.scale);
      this.#camera.begin(...this.#at(event));
    }
    this.#wrote = true;
    this.#write('down', event);
    return true;
  }

  #up(event) {
    if (event) this.#write('up', event);
    else this.#turn.write(this.#nib.lost());
  }

  /** Where that is in the view, page units. */
  #at(event) {
    const box = $('writing-pad').getBoundingClientRect();
    const scale = this.#camera.scale(box.width, box.height);
    return [(event.clientX - box.left) / scale, (event.clientY - box.top) / scale];
  }

  #write(what, event) {
    const [x, y] = this.#at(event);
    this.#points.push({ x, y, ms: performance.now(), begins: what === 'down' });
    this.#turn.write(this.#nib[what](x, y));
    this.#desk.wake();
  }

  #forget() {
    this.#nib = null;
    this.#points = [];
    this.#stylus.release();
  }

  /**
   * One's own ink at once, until the server has told it; and what may come next.
   *
   * @returns {boolean} whether there is something that will vanish
   */
  #drawOwn() {
    const context = this.#own;
    const { clientWidth: width, clientHeight: height } = $('writing-pad');
    const ratio = pixelRatio();
    if (context.canvas.width !== Math.round(width * ratio)) size(context.canvas, width, height, ratio);
    context.resetTransform();
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    const old = performance.now() - FRESH;
    const held = this.#turn.state === 'asked' || this.#turn.behind;
    while (!held && this.#points.length > 0 && this.#points[0].ms < old) this.#points.shift();
    const k = ratio * this.#camera.scale(width, height);
    const writer = this.#desk.writers.get(this.#number);
    const haunted = writer?.ghosts.seen(performance.now());
    if (haunted) {
      const { x, y } = this.#camera.seen;
      context.setTransform(k, 0, 0, k, -x * k, -y * k);
      writer.ghosts.draw(context, ink(writer.line.color));
    }
    context.setTransform(k, 0, 0, k, 0, 0);
    context.strokeStyle = getComputedStyle($('writing-pad')).color;
    context.globalAlpha = 0.45;
    context.lineWidth = 2.6;
    context.lineCap = context.lineJoin = 'round';
    context.beginPath();
    for (const [i, { x, y, begins }] of this.#points.entries()) {
      if (begins || i === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
    context.stroke();
    return haunted;
  }
}

/** Holds still while a visitor writes, then slides along with the writer's pen. */
class Held extends Follow {
  #origin = null; // where in the view the visitor's line begins, page units
  #old = null; // the line before it
  seen = { x: 0, y: 0 }; // the left top corner, page units

  scale(width, height) {
    const { scale } = this.writer() ?? { scale: 10 };
    return height / (X_HEIGHT * scale * HIGH);
  }

  /** The visitor sets the pen down at this place of the view: there the new line begins. */
  begin(x, y) {
    this.#origin = { x, y };
    const { line } = this.writer();
    this.#old = line.from ? line : null;
  }

  /** The writer goes on. */
  release() {
    this.#origin = null;
  }

  look(dt, width, height, page) {
    const { line } = this.writer();
    const known = this.#origin && line.from && line !== this.#old;
    this.seen = known
      ? this.put(line, line.from[0] - this.#origin.x, line.from[1] - this.#origin.y)
      : super.look(dt, width, height, page);
    return this.seen;
  }
}
