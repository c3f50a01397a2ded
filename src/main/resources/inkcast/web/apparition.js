// The ghosts of all writers, on a canvas above their ink.

import { ink } from './color.js';
import { layer, size } from './paper.js';
import { rect } from './projection.js';

/** Cleared in each frame, only where ghosts were; hidden while there are none. */
export class Apparition {
  #context;
  #onDark;
  #projection; // page units to its pixels
  #haunted = []; // boxes of pixels

  /**
   * @param {HTMLElement} element gets the canvas
   * @param {boolean} onDark whether the paper is dark
   */
  constructor(element, onDark) {
    this.#context = layer(element, 'ghosts');
    this.#onDark = onDark;
  }

  /** As for a {@link Sheet}. */
  lay(width, height, ratio, projection) {
    size(this.#context.canvas, width, height, ratio);
    this.#projection = projection.finer(ratio);
    this.#haunted.length = 0;
  }

  /** Draws the ghosts there are in the place of those there were; true if there are any. */
  frame(writers, now) {
    const context = this.#context;
    context.resetTransform();
    for (const pixels of this.#haunted) context.clearRect(...rect(pixels));
    this.#projection.apply(context);
    this.#haunted.length = 0;
    for (const writer of writers.all) {
      if (!writer.ghosts.seen(now)) continue;
      const box = writer.ghosts.draw(context, ink(writer.line.color, this.#onDark));
      this.#haunted.push(this.#projection.pixels(box));
    }
    const none = this.#haunted.length === 0;
    if (context.canvas.hidden !== none) context.canvas.hidden = none;
    return !none;
  }
}
