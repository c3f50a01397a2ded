// The distribution of how far the next stroke goes sideways, as a curve: Gaussians, and their sum.

import { layer, pixelRatio, size } from './paper.js';

const STEP = 2; // CSS pixels
const RISE = 0.3; // seconds in which the scale follows a higher curve
const FALL = 1.5; // and a lower one: slowly, so that a flat curve is seen to be flat

/** Drawn anew with every frame. */
export class Curve {
  #element;
  #context;
  #most = 0; // density at the top

  constructor(element) {
    this.#element = element;
    this.#context = layer(element, 'curve');
  }

  /**
   * Draws it.
   *
   * @param {number} dt seconds since the last one
   * @param {number} zoom CSS pixels a page unit
   * @param {string} color CSS
   */
  draw(dt, distribution, zoom, color) {
    const context = this.#context;
    const { clientWidth: width, clientHeight: height } = this.#element;
    const ratio = pixelRatio();
    size(context.canvas, width, height, ratio);
    const points = Math.ceil(width / STEP) + 1;
    const curves = distribution.sideways((-0.5 * width) / zoom, STEP / zoom, points);
    const sum = new Float32Array(points);
    for (const curve of curves) curve.forEach((density, i) => (sum[i] += density));
    const up = (0.9 * (height - 2)) / this.#top(dt, Math.max(...sum));
    context.setTransform(ratio, 0, 0, ratio, 0, ratio * (height - 1));
    context.strokeStyle = context.fillStyle = color;
    context.lineJoin = 'round';
    for (const curve of curves) {
      trace(context, curve, up);
      context.globalAlpha = 0.12;
      context.fill();
      context.globalAlpha = 0.5;
      context.lineWidth = 1;
      context.stroke();
    }
    context.globalAlpha = 1;
    context.lineWidth = 2.4;
    trace(context, sum, up);
    context.stroke();
  }

  /** The density that reaches the top. */
  #top(dt, peak) {
    const part = this.#most === 0 ? 1 : 1 - Math.exp(-dt / (peak > this.#most ? RISE : FALL));
    this.#most += part * (peak - this.#most);
    return Math.max(this.#most, 1e-9);
  }
}

function trace(context, curve, up) {
  context.beginPath();
  curve.forEach((density, i) => context.lineTo(i * STEP, -up * density));
}
