// Where the page lies on a canvas.

/** Page units to pixels and back. */
export class Projection {
  /**
   * @param {number} scale pixels a page unit
   * @param {number} x of the page's left edge, pixels
   * @param {number} y of its upper edge
   */
  constructor(scale, x, y) {
    this.scale = scale;
    this.x = x;
    this.y = y;
  }

  /** The same onto smaller pixels, so many in the place of one. */
  finer(ratio) {
    return new Projection(this.scale * ratio, this.x * ratio, this.y * ratio);
  }

  /** Lets a context draw in page units. */
  apply(context) {
    context.setTransform(this.scale, 0, 0, this.scale, this.x, this.y);
  }

  /** The whole pixels that a box in page units touches. */
  pixels({ left, top, right, bottom }) {
    return {
      left: Math.floor(left * this.scale + this.x),
      top: Math.floor(top * this.scale + this.y),
      right: Math.ceil(right * this.scale + this.x),
      bottom: Math.ceil(bottom * this.scale + this.y),
    };
  }

  /** A box of pixels in page units. */
  units({ left, top, right, bottom }) {
    return {
      left: (left - this.x) / this.scale,
      top: (top - this.y) / this.scale,
      right: (right - this.x) / this.scale,
      bottom: (bottom - this.y) / this.scale,
    };
  }
}

/** Left, top, width and height. */
export function rect({ left, top, right, bottom }) {
  return [left, top, right - left, bottom - top];
}
