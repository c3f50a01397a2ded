// A visitor's turn at a writer's pen, and what is sent in it.

const MARGIN = 0.96; // of what the server takes, for its clock is another
const BURST = 20; // steps at once, at most
const BUNCH = 1 / 3; // s, worth of steps at once: what the network bunches up comes on top
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
  #ticks;
  #points = 0; // steps a second that the server takes
  #steps = [];
  #allowed = 0;
  #at = 0; // ms, when that was so
  #timer = 0;

  /**
   * @param {(node: string, ...args) => boolean} send to the writer
   * @param {() => void} changed is called with every other state
   * @param {() => number} ticks a second, of which each writes a step
   */
  constructor(send, changed, ticks) {
    this.#send = send;
    this.#changed = changed;
    this.#ticks = ticks;
  }

  /** Whether there are steps that have not been sent. */
  get behind() {
    return this.#steps.length > 0;
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

  /** The server says how many are before us, and how many steps a second it takes. */
  told(place, points) {
    this.place = place;
    this.#points = points;
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
    const pace = MARGIN * Math.min(this.#points, this.#ticks()); // steps a second
    const burst = Math.max(1, Math.min(BURST, BUNCH * pace));
    this.#allowed = Math.min(burst, this.#allowed + ((now - this.#at) / 1000) * pace);
    this.#at = now;
    while (this.#steps.length > 0 && this.#allowed >= 1) {
      this.#allowed--;
      this.#send('write', ...this.#steps.shift());
    }
    if (this.#steps.length > 0) this.#timer = setTimeout(() => this.#flush(), 1000 / pace);
  }

  #set(state) {
    this.state = state;
    this.#changed();
  }
}
