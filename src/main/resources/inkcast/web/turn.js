// A visitor's turn at a writer's pen, and what is sent in it.

const RATE = 58; // steps a second; the server takes 60
const BURST = 20; // steps at once
const OVER = -1;

/**
 * Asks for the pen, keeps steps until it is there, and sends no more of them than the server takes.
 */
export class Turn {
  /** 'none', 'asked', 'waiting' or 'mine'. */
  state = 'none';
  /** How many are before us, while waiting. */
  place = 0;
  #send;
  #changed;
  #steps = [];
  #allowed = BURST;
  #at = 0; // ms, when that was so
  #timer = 0;

  /**
   * @param {(node: string, ...args) => boolean} send to the writer
   * @param {() => void} changed is called with every other state
   */
  constructor(send, changed) {
    this.#send = send;
    this.#changed = changed;
  }

  /** Wants the pen, unless it is ours or asked for. */
  ask() {
    if (this.state !== 'none') return;
    this.#steps = [];
    if (this.#send('turn', 1)) this.#set('asked');
  }

  /** Gives it back, or gives up. */
  leave() {
    if (this.state !== 'none') this.#send('turn', 0);
    this.#steps = [];
    this.#set('none');
  }

  /** The server says how many are before us. */
  told(place) {
    this.place = place;
    this.#set(place === OVER ? 'none' : place === 0 ? 'mine' : 'waiting');
    if (place > 0) this.#steps = []; // what was written before one's turn is not kept
    this.#flush();
  }

  /** The link is lost, and with it the turn. */
  lost() {
    this.#steps = [];
    this.#set('none');
  }

  /** Steps to be written, now or as soon as the pen is ours. */
  write(steps) {
    if (this.state === 'none' || this.state === 'waiting') return;
    this.#steps.push(...steps);
    this.#flush();
  }

  #flush() {
    clearTimeout(this.#timer);
    if (this.state !== 'mine') return;
    const now = performance.now();
    this.#allowed = Math.min(BURST, this.#allowed + ((now - this.#at) / 1000) * RATE);
    this.#at = now;
    while (this.#steps.length > 0 && this.#allowed >= 1) {
      this.#allowed--;
      this.#send('write', ...this.#steps.shift());
    }
    if (this.#steps.length > 0) this.#timer = setTimeout(() => this.#flush(), 1000 / RATE);
  }

  #set(state) {
    this.state = state;
    this.#changed();
  }
}
