// A canvas with the ink of some writers, and one above it for ink that fades.

import { meet } from './box.js';
import { calm } from './camera.js';
import { ink } from './color.js';

const FADE = 700; // ms

/** Draws what is new; draws everything only when it has to move. Lengths are page units. */
export class Paper {
  #ink; // 2D contexts
  #ghost;
  #area = null; // what the canvas covers: {x, y, width, height}
  #scale = 1; // CSS pixels a page unit
  #ratio = 1; // canvas pixels a CSS pixel
  #drawn = new Map(); // writer to {line, end, color}: what is on the canvas

  /** @param {HTMLElement} element gets the canvases */
  constructor(element) {
    this.#ghost = layer(element, 'ghost');
    this.#ink = layer(element, 'ink');
  }

  /** Sets the canvas's size, in CSS pixels, and empties it. */
  resize(width, height, scale, ratio) {
    this.#area = null;
    this.#scale = scale;
    this.#ratio = ratio;
    for (const context of [this.#ghost, this.#ink]) size(context.canvas, width, height, ratio);
  }

  /** The CSS colour of a writer whose ink is here. */
  color(writer) {
    return this.#drawn.get(writer).color;
  }

  /**
   * Brings the canvas up to date.
   *
   * @param {Writer[]} writers
   * @param {{x, y, width, height}} seen what must be covered
   */
  update(writers, seen) {
    const old = this.#takeReplaced(writers);
    if (this.#area && old.length > 0) this.#fade(old);
    if (!this.#covers(seen)) this.#move(seen);
    else if (old.length > 0) this.#cut(old);
    for (const writer of writers) this.#drawNew(writer);
    const x = (this.#area.x - seen.x) * this.#scale;
    const y = (this.#area.y - seen.y) * this.#scale;
    this.#ink.canvas.style.transform = `translate(${x}px, ${y}px)`;
  }

  /** Lines on the canvas whose writers have begun new ones, or have gone. */
  #takeReplaced(writers) {
    const present = new Set(writers);
    const old = [];
    for (const [writer, drawn] of this.#drawn) {
      if (present.has(writer) && writer.line === drawn.line) continue;
      if (drawn.end > 0) old.push(drawn);
      this.#drawn.delete(writer);
    }
    return old;
  }

  #fade(old) {
    const { canvas } = this.#ghost;
    canvas.getAnimations().forEach((animation) => animation.cancel());
    if (calm.matches) return;
    clear(this.#ghost);
    this.#ghost.setTransform(this.#ink.getTransform());
    for (const { line, end, color } of old) draw(this.#ghost, line, line.start, end, color);
    canvas.style.transform = this.#ink.canvas.style.transform;
    canvas.animate({ opacity: [1, 0] }, { duration: FADE, easing: 'ease-out' });
  }

  #covers({ x, y, width, height }) {
    const a = this.#area;
    if (!a || x < a.x || y < a.y) return false;
    // Half a pixel of tolerance: canvases have whole pixels.
    const room = 0.5 / this.#scale;
    return x + width <= a.x + a.width + room && y + height <= a.y + a.height + room;
  }

  /** Lays the canvas so that its spare room is where the writing goes, above and below. */
  #move(seen) {
    const { canvas } = this.#ink;
    const k = this.#scale * this.#ratio; // canvas pixels a page unit
    const width = canvas.width / k;
    const height = canvas.height / k;
    this.#area = {
      x: seen.x - 0.1 * (width - seen.width),
      y: seen.y - 0.5 * (height - seen.height),
      width,
      height,
    };
    clear(this.#ink);
    this.#ink.setTransform(k, 0, 0, k, -this.#area.x * k, -this.#area.y * k);
    this.#drawn.clear();
  }

  /** Takes old lines out of the canvas; what they crossed is drawn again. */
  #cut(old) {
    const context = this.#ink;
    const holes = old.map(({ line }) => line.box);
    context.save();
    context.beginPath();
    for (const b of holes) context.rect(b.left, b.top, b.right - b.left, b.bottom - b.top);
    context.clip();
    clear(context);
    for (const { line, end, color } of this.#drawn.values()) {
      if (holes.some((hole) => meet(hole, line.box))) draw(context, line, line.start, end, color);
    }
    context.restore();
  }

  #drawNew(writer) {
    const { line } = writer;
    let drawn = this.#drawn.get(writer);
    if (!drawn) {
      drawn = { line, end: line.start, color: ink(line.color) };
      this.#drawn.set(writer, drawn);
    }
    draw(this.#ink, line, Math.max(drawn.end, line.start), line.end, drawn.color);
    drawn.end = line.end;
  }
}

/** A new canvas on top of what is there; its context. */
export function layer(element, name, settings = {}) {
  const canvas = document.createElement('canvas');
  canvas.dataset.layer = name;
  element.append(canvas);
  return canvas.getContext('2d', settings);
}

/** Canvas pixels a CSS pixel: three is as fine as an eye sees, and more only costs memory. */
export function pixelRatio() {
  return Math.min(devicePixelRatio, 3);
}

/** Sets a canvas's size, in CSS pixels, and empties it. */
export function size(canvas, width, height, ratio) {
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
}

/** Draws curve number i of a line. */
export function stroke(context, line, i) {
  context.beginPath();
  context.lineWidth = line.trace(context, i);
  context.stroke();
}

function draw(context, line, from, to, color) {
  context.strokeStyle = color;
  context.lineCap = 'round';
  for (let i = from; i < to; i++) stroke(context, line, i);
}

function clear(context) {
  context.save();
  context.resetTransform();
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.restore();
}
