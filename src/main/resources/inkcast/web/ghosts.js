// What a writer may write next: some possible continuations, sampled anew with every tick.

import { empty } from './box.js';
import { Line } from './line.js';

const LIFE = 300; // ms that they are seen when no others come
const MAX = 64;

/** The continuations that were heard of last. */
export class Ghosts {
  #lines = []; // kept for the next tick's
  #count = 0;
  #end = 0; // when they vanish

  /** Takes in one step of one ghost; the first of a tick drives the last tick's away. */
  hear(ghost, step, x, y, dx, dy, ink) {
    if (ghost === 0 && step === 0) {
      this.#count = 0;
      this.#end = performance.now() + LIFE;
    }
    if (step === 0 && ghost === this.#count && ghost < MAX) {
      (this.#lines[ghost] ??= new Line()).clear();
      this.#count++;
    }
    if (ghost < this.#count) this.#lines[ghost].add(x, y, dx, dy, ink === 1);
  }

  /**
   * Whether there are any.
   *
   * @param {number} now ms, as of performance.now()
   */
  seen(now) {
    return this.#count > 0 && now < this.#end;
  }

  /** Where they would have begun there is no pen any more. */
  vanish() {
    this.#count = 0;
  }

  /**
   * Draws them; lengths are page units.
   *
   * @param {CanvasRenderingContext2D} context
   * @param {string} color CSS, of the writer's ink
   * @returns {{left, top, right, bottom}} where they are
   */
  draw(context, color) {
    const box = empty();
    context.save();
    context.strokeStyle = color;
    context.lineCap = context.lineJoin = 'round';
    context.globalAlpha = Math.min(0.4, 0.8 / Math.sqrt(this.#count)); // many are no louder than few
    for (const line of this.#lines.slice(0, this.#count)) {
      // One path a ghost: where its curves meet it is as faint as elsewhere.
      context.beginPath();
      let width = 0;
      for (let i = 0; i < line.end; i++) {
        width += line.trace(context, i) / line.end;
        line.spread(box, i);
      }
      context.lineWidth = width;
      context.stroke();
    }
    context.restore();
    return box;
  }
}
