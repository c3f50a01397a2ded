// The ink over the strokes: each letter above the columns of its strokes.

import { layer, pixelRatio, size } from './paper.js';

/** CSS pixels to the right of the last column, for letters that lean beyond theirs. */
export const ROOM = 28;

const TALL = 11; // model units from top to bottom at least: as high as letters get
const HOLD = 0.975; // a stroke: how little a letter is bent so that it stays above its columns
const LEARN = 0.004; // a stroke, of how far a stroke goes on average
const LEVEL = 0.02; // and of where the line is
const LEAP = 1.5; // page units between where one stroke ends and the next begins: a new line

/** Where one stroke is drawn: `u` columns from its own, `v` model units below the line. */
class Step {
  constructor(u, v, ink, goesOn) {
    Object.assign(this, { u, v, ink, goesOn });
  }
}

/** Keeps a place for each stroke, which once given never changes. */
export class Trail {
  #element;
  #context;
  #steps = [];
  #most;
  #pace = 0.35; // model units to the right with each stroke, on average
  #level = NaN; // page units from the top
  #x = NaN; // where the last one ended
  #y = NaN;
  #u = 0;

  /** @param {number} most strokes that are kept */
  constructor(element, most) {
    this.#element = element;
    this.#context = layer(element, 'trail');
    this.#most = most;
  }

  /** Adds a stroke, as it is told; `scale` is page units a model unit. */
  add(x, y, dx, dy, ink, scale) {
    const goesOn = Math.hypot(x - dx - this.#x, y - dy - this.#y) < LEAP;
    if (!goesOn) this.#level = y;
    this.#pace = Math.max(0.1, this.#pace + LEARN * (dx / scale - this.#pace));
    this.#level += LEVEL * (y - this.#level);
    this.#u = HOLD * (this.#u + dx / scale / this.#pace - 1);
    this.#steps.push(new Step(this.#u, (y - this.#level) / scale, ink === 1, goesOn));
    if (this.#steps.length > 2 * this.#most) this.#steps.splice(0, this.#most);
    this.#x = x;
    this.#y = y;
  }

  /**
   * Draws it, the last stroke above the last column.
   *
   * @param {number} columns in the width
   * @param {string} color CSS
   */
  draw(columns, color) {
    const context = this.#context;
    const { clientWidth: width, clientHeight: height } = this.#element;
    const ratio = pixelRatio();
    size(context.canvas, width, height, ratio);
    context.scale(ratio, ratio);
    context.strokeStyle = context.fillStyle = color;
    context.lineCap = context.lineJoin = 'round';
    context.lineWidth = 1.8;
    const column = (width - ROOM) / columns;
    const steps = this.#steps;
    const first = Math.max(1, steps.length - columns - 40);
    const x = (i) => (columns - steps.length + i + 0.5 + steps[i].u) * column;
    const unit = Math.min(column / this.#pace, height / TALL); // wide letters rather than cut ones
    const y = (i) => height * 0.52 + steps[i].v * unit;
    context.beginPath();
    for (let i = first; i < steps.length; i++) {
      if (!steps[i].ink || !steps[i].goesOn) continue;
      context.moveTo(x(i - 1), y(i - 1));
      context.lineTo(x(i), y(i));
    }
    context.stroke();
    if (steps.length === 0) return;
    context.beginPath();
    context.arc(x(steps.length - 1), y(steps.length - 1), 3.2, 0, 2 * Math.PI);
    context.fill();
  }
}
