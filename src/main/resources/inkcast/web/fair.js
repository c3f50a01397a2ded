// The tidied line that the server made of what was written.

import { onScheme } from './color.js';
import { Line } from './line.js';
import { layer, pixelRatio, size } from './paper.js';

const ROOM = 8; // CSS pixels around the ink

/** Draws strokes [dx, dy, pen] as the writers' ink is drawn, as large as fits. */
export class Fair {
  #element;
  #context;
  #strokes = [];

  /** @param {HTMLElement} element gets the canvas */
  constructor(element) {
    this.#element = element;
    this.#context = layer(element, 'ink');
    new ResizeObserver(() => this.#draw()).observe(element);
    onScheme(() => this.#draw());
  }

  /** @param {number[][]} strokes in page units */
  show(strokes) {
    this.#strokes = strokes;
    this.#draw();
  }

  #draw() {
    const { clientWidth: width, clientHeight: height } = this.#element;
    const context = this.#context;
    const ratio = pixelRatio();
    size(context.canvas, width, height, ratio);
    const line = this.#line();
    if (line.end === 0) return;
    const { left, top, right, bottom } = line.box;
    const scale = Math.min(
      (width - 2 * ROOM) / (right - left),
      (height - ROOM) / (bottom - top),
    );
    const k = scale * ratio;
    const y = (height - (bottom - top) * scale) / 2;
    context.setTransform(k, 0, 0, k, (ROOM - left * scale) * ratio, (y - top * scale) * ratio);
    context.strokeStyle = getComputedStyle(this.#element).color;
    context.lineCap = 'round';
    for (let i = line.start; i < line.end; i++) {
      context.beginPath();
      context.lineWidth = line.trace(context, i);
      context.stroke();
    }
  }

  #line() {
    const line = new Line();
    let [x, y, lifted] = [0, 0, 0];
    for (const [dx, dy, pen] of this.#strokes) {
      line.add((x += dx), (y += dy), dx, dy, !lifted);
      lifted = pen;
    }
    line.add(x, y, 0, 0, false); // ends the last curve
    return line;
  }
}
