// The cells' values as a picture that runs to the left: a column a stroke, a row a cell.

import { dark } from './color.js';
import { layer } from './paper.js';

// Papers as in style.css, and the colours of what is farthest from nothing: text.yes and .no there.
const LIGHT = { zero: [252, 249, 243], yes: [178, 40, 28], no: [28, 84, 150] };
const DARK = { zero: [27, 25, 22], yes: [255, 142, 118], no: [116, 184, 255] };

/** In one order of its rows; for another one there is another film, which this one makes room for. */
export class Film {
  #context;
  #order;
  #image;
  #pixels;
  #colors;

  /**
   * @param {HTMLElement} element gets the canvas
   * @param {number} width columns
   * @param {number[]} order cells from top to bottom
   */
  constructor(element, width, order) {
    this.#order = order;
    this.#context = layer(element, 'cells');
    const { canvas } = this.#context;
    element.prepend(canvas); // the older ones leave above it
    [canvas.width, canvas.height] = [width, order.length];
    this.#image = this.#context.createImageData(width, order.length);
    this.#pixels = new Uint32Array(this.#image.data.buffer);
    this.#colors = palette(dark.matches ? DARK : LIGHT);
    this.#pixels.fill(this.#colors[0]);
  }

  /** Adds columns at the right. */
  add(columns) {
    const { width } = this.#image;
    const latest = columns.slice(-width);
    const count = latest.length;
    this.#pixels.copyWithin(0, count); // each row's end is filled below
    this.#order.forEach((cell, row) => {
      const at = (row + 1) * width - count;
      for (let i = 0; i < count; i++) this.#pixels[at + i] = this.#colors[latest[i][cell] & 0xff];
    });
  }

  /** Shows it. */
  draw() {
    this.#context.putImageData(this.#image, 0, 0);
  }

  /** Fades away, and leaves what is below to be seen. */
  leave(then) {
    const { canvas } = this.#context;
    const gone = () => {
      canvas.remove();
      then();
    };
    canvas.animate({ opacity: [1, 0] }, { duration: 1200, easing: 'ease-in-out' }).onfinish = gone;
  }

  /** At once. */
  remove() {
    this.#context.canvas.remove();
  }
}

/** Pixels of all values, -128..127, by their byte. */
function palette({ zero, yes, no }) {
  const bytes = new Uint8ClampedArray(4 * 256);
  for (let value = -128; value < 128; value++) {
    const size = Math.min(1, Math.abs(value) / 127) ** 0.6;
    const far = value > 0 ? yes : no;
    bytes.set([...zero.map((v, i) => v + (far[i] - v) * size), 255], 4 * (value & 0xff));
  }
  return new Uint32Array(bytes.buffer);
}
