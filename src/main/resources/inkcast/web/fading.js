// How ink that has been taken away on one canvas fades on another one.

import { empty, include, meet } from './box.js';
import { rect } from './projection.js';

const FADE = 500; // ms in which ink loses most of itself
const STEP = 60; // ms; smaller ones would leave something of it, for colours are whole numbers
const LIFE = 4 * FADE; // then nobody sees it any more

/** Blends what is seen into what is to be seen, all of it by the same part at a time. */
export class Fading {
  #boxes = []; // {pixels, end}: where the two differ, oldest first
  #stepped = 0;

  /** The two are the same. */
  reset() {
    this.#boxes = [];
  }

  /** They differ in this box of pixels from now on. */
  add(pixels, now) {
    if (this.#boxes.length === 0) this.#stepped = now;
    this.#boxes.push({ pixels, end: now + LIFE });
  }

  /**
   * Lets time pass.
   *
   * @param {CanvasRenderingContext2D} seen
   * @param {HTMLCanvasElement} wanted
   * @returns {boolean} whether they still differ
   */
  frame(seen, wanted, now) {
    if (this.#boxes.length > 0 && now - this.#stepped >= STEP) {
      seen.save();
      seen.resetTransform();
      seen.globalAlpha = 1 - Math.exp((this.#stepped - now) / FADE);
      copy(seen, wanted, this.#whole());
      seen.globalAlpha = 1;
      this.#forget(seen, wanted, now);
      seen.restore();
      this.#stepped = now;
    }
    return this.#boxes.length > 0;
  }

  #whole() {
    const all = empty();
    for (const { pixels } of this.#boxes) {
      include(all, pixels.left, pixels.top);
      include(all, pixels.right, pixels.bottom);
    }
    return all;
  }

  /** What is left of old ink goes where no younger one is about to go. */
  #forget(seen, wanted, now) {
    const whole = this.#whole();
    const young = this.#boxes.findIndex(({ end }) => end > now);
    const old = this.#boxes.splice(0, young < 0 ? this.#boxes.length : young);
    if (this.#boxes.length === 0) copy(seen, wanted, whole);
    for (const { pixels } of old) {
      if (!this.#boxes.some((other) => meet(other.pixels, pixels))) copy(seen, wanted, pixels);
    }
  }
}

function copy(context, canvas, pixels) {
  const left = Math.max(0, pixels.left);
  const top = Math.max(0, pixels.top);
  const right = Math.min(canvas.width, pixels.right);
  const bottom = Math.min(canvas.height, pixels.bottom);
  if (left >= right || top >= bottom) return;
  const part = rect({ left, top, right, bottom });
  context.drawImage(canvas, ...part, ...part);
}
