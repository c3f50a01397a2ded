// What a visitor's pen does, in steps as long as the model's own.

const STEP = 0.35; // model units, as the server's FairCopy has it
const DOT = 0.1; // model units, the least that is seen as ink

/** Even steps [dx, dy, pen], pen 1 where it lifts, of a pen that is at (x, y), page units. */
export class Nib {
  #step;
  #dot;
  #x = 0; // where the last step ended
  #y = 0;
  #began = false;
  #drawn = false; // whether this stroke has left ink

  /** @param {number} scale page units a model unit */
  constructor(scale) {
    this.#step = STEP * scale;
    this.#dot = DOT * scale;
  }

  /** The pen comes down; the first time, that is where the line begins. */
  down(x, y) {
    const steps = this.#began ? [this.#to(x, y, 0)] : [];
    this.#began = true;
    this.#drawn = false;
    this.#x = x;
    this.#y = y;
    return steps;
  }

  /** The pen is drawn on. */
  move(x, y) {
    const steps = [];
    let left = Math.hypot(x - this.#x, y - this.#y);
    while (left >= this.#step) {
      const part = this.#step / left;
      steps.push(this.#to(this.#x + part * (x - this.#x), this.#y + part * (y - this.#y), 0));
      left = Math.hypot(x - this.#x, y - this.#y);
      this.#drawn = true;
    }
    return steps;
  }

  /** The pen lifts: the rest of the way, or a dot. */
  up(x, y) {
    const steps = this.move(x, y);
    const far = this.#drawn || Math.hypot(x - this.#x, y - this.#y) >= this.#dot;
    steps.push(this.#to(x, far ? y : this.#y + this.#dot, 1));
    return steps;
  }

  /** The pen is lost: it lifts where it was. */
  lost() {
    return [this.#to(this.#x, this.#y, 1)];
  }

  #to(x, y, pen) {
    const step = [x - this.#x, y - this.#y, pen];
    this.#x = x;
    this.#y = y;
    return step;
  }
}
