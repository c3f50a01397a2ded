// A window on the page: its paper, and above it the tips of the pens.

import { layer, Paper, pixelRatio, size } from './paper.js';

const TIP = 3.2; // CSS pixels

/** Rests while nobody can see it. */
export class View {
  #element;
  #camera;
  #writers;
  #paper;
  #tips; // 2D context
  #width = 0; // CSS pixels
  #height = 0;
  #scale = 1; // CSS pixels a page unit
  #ratio = 1; // canvas pixels a CSS pixel
  #visible = false;
  #stale = true;
  #observers;

  /**
   * @param {HTMLElement} element gets the canvases
   * @param {Whole|Follow} camera says what is seen
   * @param {() => Writer[]} writers whose ink is seen
   * @param {() => void} wake asks for a frame
   */
  constructor(element, camera, writers, wake) {
    this.#element = element;
    this.#camera = camera;
    this.#writers = writers;
    this.#paper = new Paper(element);
    this.#tips = layer(element, 'tips');
    const redraw = () => {
      this.stale();
      wake();
    };
    const seen = new IntersectionObserver((entries) => {
      this.#visible = entries.at(-1).isIntersecting;
      redraw();
    });
    const sized = new ResizeObserver(redraw);
    this.#observers = [seen, sized];
    for (const observer of this.#observers) observer.observe(element);
  }

  /** Everything is drawn anew on the next frame: the size, the page or its colours have changed. */
  stale() {
    this.#stale = true;
  }

  /** For a view that is no longer needed. */
  close() {
    for (const observer of this.#observers) observer.disconnect();
  }

  /**
   * Draws what has happened.
   *
   * @param {number} dt seconds since the last frame
   * @returns {boolean} whether the view is still moving
   */
  frame(dt, page) {
    if (!this.#visible) return false;
    if (this.#stale || this.#ratio !== pixelRatio()) this.#measure(page);
    if (this.#width === 0) return false;
    const width = this.#width / this.#scale;
    const height = this.#height / this.#scale;
    const { x, y, moving } = this.#camera.look(dt, width, height, page);
    if (Number.isNaN(x)) return false; // nothing is known of this writer yet
    const writers = this.#writers();
    this.#paper.update(writers, { x, y, width, height });
    this.#drawTips(writers, x, y);
    return moving;
  }

  #measure(page) {
    this.#stale = false;
    this.#width = this.#element.clientWidth;
    this.#height = this.#element.clientHeight;
    this.#ratio = pixelRatio();
    this.#scale = this.#camera.scale(this.#width, this.#height, page);
    this.#camera.reset();
    const { spare } = this.#camera;
    this.#paper.resize(this.#width * spare, this.#height * spare, this.#scale, this.#ratio);
    size(this.#tips.canvas, this.#width, this.#height, this.#ratio);
  }

  /** A soft dot where each pen is; a ring while it is up. */
  #drawTips(writers, left, top) {
    const context = this.#tips;
    context.setTransform(this.#ratio, 0, 0, this.#ratio, 0, 0);
    context.clearRect(0, 0, this.#width, this.#height);
    for (const writer of writers) {
      const x = (writer.x - left) * this.#scale;
      const y = (writer.y - top) * this.#scale;
      context.fillStyle = context.strokeStyle = this.#paper.color(writer);
      context.globalAlpha = writer.paused ? 0.1 : 0.2;
      dot(context, x, y, 2.3 * TIP);
      context.fill();
      context.globalAlpha = writer.paused ? 0.5 : 1;
      dot(context, x, y, TIP);
      if (writer.down) context.fill();
      else context.stroke();
    }
  }
}

function dot(context, x, y, radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
}
