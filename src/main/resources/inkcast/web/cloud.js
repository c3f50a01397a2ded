// Where the next stroke may end, as a cloud around the pen, which stays in the middle.

import { layer, pixelRatio, size } from './paper.js';

const REACH = 0.8; // model units from the pen to the nearer edges
const GRAIN = 5; // CSS pixels from one point of the field to the next: it is soft anyhow
const FADE = 0.09; // seconds in which a cloud loses most of itself
const DARKEST = 0.8; // alpha
const TAIL = 14; // strokes before

/**
 * A field of likelihoods relative to the likeliest place. Clouds of the last strokes fade, so that
 * sixty a second do not flicker.
 */
export class Cloud {
  #element;
  #context;
  #grain = document.createElement('canvas').getContext('2d');
  #heat = new Float32Array(0);
  #columns = 0;
  #rows = 0;
  #tail = []; // [dx, dy, ink]: the last one ends where the pen will be

  /** @param {HTMLElement} element gets the canvas */
  constructor(element) {
    this.#element = element;
    this.#context = layer(element, 'cloud');
  }

  /** CSS pixels a page unit, for so many page units a model unit. */
  zoom(scale) {
    const { clientWidth, clientHeight } = this.#element;
    return Math.min(clientWidth, clientHeight) / (2 * REACH * scale);
  }

  /** Lets time pass. */
  fade(dt) {
    const columns = Math.ceil(this.#element.clientWidth / GRAIN) + 1;
    const rows = Math.ceil(this.#element.clientHeight / GRAIN) + 1;
    if (columns !== this.#columns || rows !== this.#rows) {
      this.#heat = new Float32Array(columns * rows);
      [this.#columns, this.#rows] = [columns, rows];
    }
    const left = Math.exp(-dt / FADE);
    for (let i = 0; i < this.#heat.length; i++) this.#heat[i] *= left;
  }

  /** Adds the cloud before a stroke, and the stroke. */
  add(distribution, stroke) {
    const heat = this.#heat;
    const step = GRAIN / this.zoom(distribution.scale);
    const left = -0.5 * this.#columns * step;
    const top = -0.5 * this.#rows * step;
    const field = distribution.density(left, top, step, this.#columns, this.#rows);
    let most = 0;
    for (let i = 0; i < field.length; i++) most = Math.max(most, field[i]);
    if (most > 0) for (let i = 0; i < heat.length; i++) heat[i] = Math.max(heat[i], field[i] / most);
    this.#tail.push(stroke);
    if (this.#tail.length > TAIL) this.#tail.shift();
  }

  /**
   * Shows it.
   *
   * @param {string} color CSS, of the writer's ink
   * @param {number} scale page units a model unit
   */
  draw(color, scale) {
    this.#develop(color);
    const context = this.#context;
    const { clientWidth: width, clientHeight: height } = this.#element;
    const ratio = pixelRatio();
    size(context.canvas, width, height, ratio);
    context.setTransform(ratio, 0, 0, ratio, (ratio * width) / 2, (ratio * height) / 2);
    context.imageSmoothingQuality = 'high';
    const [w, h] = [this.#columns * GRAIN, this.#rows * GRAIN];
    // A number stands for the middle of its pixel.
    context.drawImage(this.#grain.canvas, -(w + GRAIN) / 2, -(h + GRAIN) / 2, w, h);
    context.strokeStyle = context.fillStyle = color;
    this.#drawTail(context, this.zoom(scale));
  }

  #develop(color) {
    const grain = this.#grain;
    if (grain.canvas.width !== this.#columns) grain.canvas.width = this.#columns;
    if (grain.canvas.height !== this.#rows) grain.canvas.height = this.#rows;
    grain.globalCompositeOperation = 'source-over';
    const image = grain.createImageData(this.#columns, this.#rows);
    const { data } = image;
    this.#heat.forEach((heat, i) => (data[4 * i + 3] = 255 * DARKEST * Math.sqrt(heat)));
    grain.putImageData(image, 0, 0);
    grain.globalCompositeOperation = 'source-in';
    grain.fillStyle = color;
    grain.fillRect(0, 0, this.#columns, this.#rows);
  }

  /** The strokes that led to the pen, and, from its ring to a dot, the one that it took. */
  #drawTail(context, zoom) {
    context.lineCap = 'round';
    context.lineWidth = 3;
    const strokes = this.#tail.toReversed();
    let [x, y] = strokes.length > 0 ? strokes[0] : [0, 0];
    strokes.forEach(([dx, dy, ink], i) => {
      context.globalAlpha = ink ? 1 - i / TAIL : 0;
      context.beginPath();
      context.moveTo(x * zoom, y * zoom);
      [x, y] = [x - dx, y - dy];
      context.lineTo(x * zoom, y * zoom);
      context.stroke();
    });
    context.globalAlpha = 1;
    dot(context, 0, 0, 6);
    context.lineWidth = 1.5;
    context.stroke();
    if (strokes.length === 0) return;
    dot(context, strokes[0][0] * zoom, strokes[0][1] * zoom, 5);
    context.fill();
  }
}

function dot(context, x, y, radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
}
