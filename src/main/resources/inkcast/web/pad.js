// Paper with guides that takes down what one pen, finger or mouse does on it.

import { onScheme } from './color.js';
import { layer, pixelRatio, size } from './paper.js';
import { Stylus } from './stylus.js';

const NEAR = 0.7; // CSS pixels; points closer to the last one say nothing new
const MOST = 8000; // points; more would be too long a message for the server

/**
 * Its ink is a list of strokes, each a list of points [x, y, ms, pressure] in CSS pixels. The guides
 * are the base line and the top of an x.
 */
export class Pad {
  ink = [];
  began = 0; // when the first stroke was, in milliseconds since 1970
  device = 'mouse'; // of the newest stroke
  guides = { top: 0, base: 0 };
  locked = false; // nothing can be written: the ink is on its way to the server
  #element;
  #changed;
  #lines; // 2D contexts
  #marks;
  #stylus;
  #zero = 0; // time stamp of events when the first stroke began

  /**
   * @param {HTMLElement} element gets the canvases
   * @param {() => void} changed is called when strokes have come or gone, and with other guides
   */
  constructor(element, changed) {
    this.#element = element;
    this.#changed = changed;
    this.#lines = layer(element, 'guides');
    this.#marks = layer(element, 'ink');
    this.#stylus = new Stylus(element, {
      down: (event) => this.#down(event),
      move: (events) => this.#write(events),
      up: (event) => this.#up(event),
      instead: () => {
        this.undo();
        return true;
      },
    });
  }

  /** Draws from now on; what it has to do with the paper's size is done. */
  open() {
    this.#measure();
    new ResizeObserver(() => this.#measure()).observe(this.#element);
    onScheme(() => this.#draw());
  }

  get width() {
    return this.#element.clientWidth;
  }

  /** Height of an x, in CSS pixels. */
  get xHeight() {
    return this.guides.base - this.guides.top;
  }

  /** Whether there is so much ink that no further stroke is taken. */
  get full() {
    return this.ink.reduce((sum, stroke) => sum + stroke.length, 0) > MOST;
  }

  lock(locked) {
    this.locked = locked;
    this.#stylus.release();
    this.#changed();
  }

  undo() {
    this.#set(this.ink.slice(0, -1));
  }

  clear() {
    this.#set([]);
  }

  /** Brings back what was written between other guides. */
  restore(ink, guides, began, device) {
    this.began = began;
    this.#zero = performance.now() - (Date.now() - began);
    this.device = device;
    this.#fit(ink, guides);
    this.#set(ink);
  }

  /** Ink as the server takes it down: [x, y, ms, pressure, pen], pen 1 where it was lifted. */
  raw() {
    return this.ink.flatMap((stroke) =>
      stroke.map((point, i) => [...point, i === stroke.length - 1 ? 1 : 0]),
    );
  }

  #set(ink) {
    this.#stylus.release();
    this.ink = ink;
    this.#draw();
    this.#changed();
  }

  #down(event) {
    if (this.locked || this.full) return false;
    document.activeElement?.blur(); // the name's keyboard would cover the paper
    this.device = this.#stylus.device;
    if (this.ink.length === 0) {
      this.began = Date.now();
      this.#zero = event.timeStamp;
    }
    this.ink.push([]);
    this.#write([event]);
    return true;
  }

  #up(event) {
    if (event) this.#write([event]);
    this.#changed();
  }

  #write(events) {
    const stroke = this.ink.at(-1);
    const from = stroke.length;
    for (const event of events) this.#add(event);
    this.#trace(stroke, from);
  }

  #add(event) {
    if (this.full) return;
    const stroke = this.ink.at(-1);
    const box = this.#element.getBoundingClientRect();
    const x = event.clientX - box.left;
    const y = event.clientY - box.top;
    const last = stroke.at(-1);
    if (last && Math.hypot(x - last[0], y - last[1]) < NEAR) return;
    const ms = Math.max(0, event.timeStamp - this.#zero);
    stroke.push([round(x, 10), round(y, 10), Math.round(ms), round(event.pressure, 100)]);
  }

  /** Guides for the room there is; the ink moves with them when a phone is turned. */
  #measure() {
    const { clientWidth: width, clientHeight: height } = this.#element;
    if (width === 0 || height === 0) return;
    const xHeight = Math.round(Math.max(16, Math.min(height / 4.4, width / 10.5, 44)));
    const top = Math.round((height - xHeight) / 2);
    const before = this.guides;
    this.guides = { top, base: top + xHeight };
    if (before.base > 0) this.#fit(this.ink, before);
    const ratio = pixelRatio();
    for (const { canvas } of [this.#lines, this.#marks]) size(canvas, width, height, ratio);
    this.#marks.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#lines.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#draw();
    this.#changed();
  }

  #fit(ink, before) {
    const factor = this.xHeight / (before.base - before.top);
    for (const point of ink.flat()) {
      point[0] = round(point[0] * factor, 10);
      point[1] = round(this.guides.base + (point[1] - before.base) * factor, 10);
    }
  }

  #draw() {
    const { clientWidth: width, clientHeight: height } = this.#element;
    const style = getComputedStyle(this.#element);
    const { top, base } = this.guides;
    const lines = this.#lines;
    lines.clearRect(0, 0, width, height);
    lines.strokeStyle = style.getPropertyValue('--muted');
    lines.globalAlpha = 0.6;
    for (const [y, dash] of [
      [top, [3, 5]],
      [base, []],
    ]) {
      lines.setLineDash(dash);
      lines.beginPath();
      lines.moveTo(0, Math.round(y) + 0.5);
      lines.lineTo(width, Math.round(y) + 0.5);
      lines.stroke();
    }
    this.#marks.clearRect(0, 0, width, height);
    this.#marks.strokeStyle = style.color;
    this.#marks.lineCap = this.#marks.lineJoin = 'round';
    for (const stroke of this.ink) this.#trace(stroke, 0);
  }

  /** Draws a stroke from a point on; a press of the pen makes it wider. */
  #trace(stroke, from) {
    const context = this.#marks;
    for (let i = from; i < stroke.length; i++) {
      const [x, y, , pressure] = stroke[i];
      const [fromX, fromY] = stroke[Math.max(i - 1, 0)];
      context.lineWidth = this.device === 'pen' ? 1.4 + 2.4 * pressure : 2.6;
      context.beginPath();
      context.moveTo(fromX, fromY);
      context.lineTo(x, y);
      context.stroke();
    }
  }
}

function round(value, parts) {
  return Math.round(value * parts) / parts;
}
