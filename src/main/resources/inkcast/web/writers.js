// What the server has told of its writers.

import { Ghosts } from './ghosts.js';
import { Line } from './line.js';

const SEQ_SPAN = 2 ** 31; // seq wraps from 2147483647 to 0

/** One writer as last heard of. */
export class Writer {
  line = new Line();
  ghosts = new Ghosts();
  x = NaN; // where its pen is, page units
  y = NaN;
  down = true;
  paused = false;
  temperature = NaN;
  hand = '';
  scale = 10; // page units a model unit
  #seq = -1;
  #restarts = -1;

  constructor(number) {
    this.number = number;
  }

  stroke(seq, x, y, dx, dy, ink) {
    // Backwards: another server, or the same one started anew.
    const backwards = this.#seq >= 0 && (seq - this.#seq + SEQ_SPAN) % SEQ_SPAN > SEQ_SPAN / 2;
    if (backwards) this.#erase();
    this.#seq = seq;
    this.line.add(x, y, dx, dy, ink === 1);
    this.x = x;
    this.y = y;
  }

  restarts(count) {
    if (this.#restarts >= 0 && count !== this.#restarts) this.#erase();
    this.#restarts = count;
  }

  color(r, g, b) {
    const { color, end } = this.line;
    const same = color && color[0] === r && color[1] === g && color[2] === b;
    if (same) return;
    if (color && end > 0) this.#erase(); // a line has one colour: a restart was missed
    this.line.color = [r, g, b];
  }

  /** The old line stays as it is: whoever drew it sees that there is a new one, and takes it away. */
  #erase() {
    this.line = new Line();
    this.ghosts.vanish();
  }
}

/** All writers and their page. */
export class Writers {
  page = { width: 1920, height: 1080 };
  rate = 60; // ticks a second
  #prefix;
  #byNumber = new Map();
  #numbers = null;
  #unconfirmed = null; // numbers known from before a reconnection and not yet heard of again

  /** @param {string} prefix of all addresses */
  constructor(prefix) {
    this.#prefix = prefix;
  }

  /** In no particular order. */
  get all() {
    return this.#byNumber.values();
  }

  /** The writers' numbers, rising; another array when there are others. */
  get numbers() {
    return (this.#numbers ??= [...this.#byNumber.keys()].sort((a, b) => a - b));
  }

  get(number) {
    return this.#byNumber.get(number);
  }

  /** A new connection tells everything anew; writers it does not name are gone. */
  reconnected() {
    this.#unconfirmed = new Set(this.#byNumber.keys());
  }

  /** Lets the writer of this path go, if it is one's; false if it is not. */
  removed(path) {
    const [, first, number, ...rest] = path.slice(this.#prefix.length).split('/');
    if (first !== 'writer' || rest.length > 0) return false;
    this.#numbers = null;
    return this.#byNumber.delete(Number(number));
  }

  /** Takes in one message. */
  hear(address, args) {
    const [, first, number, node] = address.slice(this.#prefix.length).split('/');
    if (first === 'writer') this.#hearWriter(Number(number), node, args);
    else if (first === 'page') this.page = { width: args[0], height: args[1] };
    else if (first === 'rate') this.rate = args[0];
    // The writers' current values come before the first heartbeat: they are asked for first.
    else if (first === 'heartbeat') this.#forgetUnconfirmed();
  }

  #hearWriter(number, node, args) {
    this.#unconfirmed?.delete(number);
    let writer = this.#byNumber.get(number);
    if (!writer) {
      writer = new Writer(number);
      this.#byNumber.set(number, writer);
      this.#numbers = null;
    }
    if (node === 'stroke') writer.stroke(...args);
    else if (node === 'ghost') writer.ghosts.hear(...args);
    else if (node === 'pen') writer.down = args[0] === 1;
    else if (node === 'temperature') writer.temperature = args[0];
    else if (node === 'restarts') writer.restarts(args[0]);
    else if (node === 'color') writer.color(...args);
    else if (node === 'hand') writer.hand = args[0];
    else if (node === 'scale') writer.scale = args[0];
    else if (node === 'pause') writer.paused = args[0] === 1;
  }

  #forgetUnconfirmed() {
    for (const number of this.#unconfirmed ?? []) this.#byNumber.delete(number);
    this.#unconfirmed = null;
    this.#numbers = null;
  }
}
