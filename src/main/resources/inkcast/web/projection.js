// Where the page lies on a canvas.

/** Page units to canvas pixels and back. */
export class Projection {
  /**
   * @param {number} scale canvas pixels a page unit
   * @param {number} x of the page's left edge, canvas pixels
   * @param {number} y of its upper edge
   */
  constructor(scale, x, y) {
    this.scale = scale;
    this.x = x;
    this.y = y;
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

  /** Empties a box of pixels; what else is drawn until the context is restored, stays within it. */
  open(context, pixels) {
    context.save();
    context.resetTransform();
    context.beginPath();
    context.rect(...rect(pixels));
    context.clip();
    context.clearRect(...rect(pixels));
    this.apply(context);
  }
}

/** Left, top, width and height. */
export function rect({ left, top, right, bottom }) {
  return [left, top, right - left, bottom - top];
}
