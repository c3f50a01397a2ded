// Ink that has left its line, and fades.

import { empty, include, meet } from './box.js';
import { rect } from './projection.js';

const FADE = 500; // ms in which ink loses most of itself
const STEP = 60; // ms; smaller ones would not take the last of it from a canvas of whole numbers
const LIFE = 5 * FADE; // then nobody sees it any more

/** A canvas on which all ink fades; hidden while there is none. */
export class Afterglow {
  #context;
  #list = []; // {pixels, end}: what fades, oldest first
  #stepped = 0;

  constructor(context) {
    this.#context = context;
    this.clear();
  }

  /** Forgets everything; the canvas has just been emptied. */
  clear() {
    this.#list = [];
    this.#context.canvas.hidden = true;
  }

  /**
   * @param {Stretch} stretch is drawn
   * @param {{left, top, right, bottom}} pixels it is within
   */
  add(stretch, pixels, now) {
    if (this.#list.length === 0) {
      this.#context.canvas.hidden = false;
      this.#stepped = now;
    }
    stretch.draw(this.#context);
    this.#list.push({ pixels, end: now + LIFE });
  }

  /** Lets time pass; true if there is something left. */
  frame(now) {
    if (this.#list.length > 0 && now - this.#stepped >= STEP) {
      const context = this.#context;
      context.save();
      context.resetTransform();
      this.#fade(1 - Math.exp((this.#stepped - now) / FADE));
      this.#forget(now);
      context.restore();
      this.#stepped = now;
    }
    return this.#list.length > 0;
  }

  #fade(part) {
    const context = this.#context;
    const all = empty();
    for (const { pixels } of this.#list) {
      include(all, pixels.left, pixels.top);
      include(all, pixels.right, pixels.bottom);
    }
    context.globalCompositeOperation = 'destination-out';
    context.globalAlpha = part;
    context.fillRect(...rect(all));
  }

  #forget(now) {
    const context = this.#context;
    const young = this.#list.findIndex(({ end }) => end > now);
    const old = this.#list.splice(0, young < 0 ? this.#list.length : young);
    for (const { pixels } of old) {
      if (!this.#list.some((other) => meet(other.pixels, pixels))) {
        context.clearRect(...rect(pixels));
      }
    }
    if (this.#list.length > 0) return;
    context.clearRect(0, 0, context.canvas.width, context.canvas.height); // what was left at crossings
    context.canvas.hidden = true;
  }
}
