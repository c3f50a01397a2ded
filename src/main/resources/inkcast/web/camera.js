// Which part of the page a view shows, in page units.

export const calm = matchMedia('(prefers-reduced-motion: reduce)');

const STRIP = 230; // page units from top to bottom: tall letters, with some air
const LEAD = 0.72; // where in the strip the pen is, from the left
const LEVEL = 0.54; // and from the top, below the writer's name
const INDENT = 30; // page units to the left of a line's beginning
const GLIDE_X = 0.35; // seconds to come most of the way
const GLIDE_Y = 1.2; // slower: the eye wants a level line, not the ups and downs of letters

/** The whole page; its element has the page's own shape. */
export class Whole {
  spare = 1; // the canvas is as large as what it shows

  scale(width, height, page) {
    return Math.min(width / page.width, height / page.height);
  }

  reset() {}

  look() {
    return { x: 0, y: 0, moving: false };
  }
}

/** A strip of paper that slides along under one writer's pen. */
export class Follow {
  spare = 2; // it glides over a canvas twice as wide and high, drawn anew only at its edges
  #x = NaN;
  #y = NaN;
  #line = null;

  /** @param {() => Writer} writer */
  constructor(writer) {
    this.writer = writer;
  }

  scale(width, height) {
    return height / STRIP;
  }

  /** The next look is at where the pen is, without gliding there. */
  reset() {
    this.#x = NaN;
  }

  /**
   * The left top corner after some time.
   *
   * @param {number} dt seconds
   * @param {number} width of the strip, page units
   */
  look(dt, width, height, page) {
    const { x, y, line } = this.writer();
    if (line !== this.#line) this.reset(); // a new line is looked at from its beginning
    this.#line = line;
    const right = Math.max(-INDENT, page.width - width);
    const toX = Math.min(right, Math.max(-INDENT, x - LEAD * width));
    const toY = y - LEVEL * height;
    if (Number.isNaN(this.#x)) {
      this.#x = toX;
      this.#y = toY;
    } else if (calm.matches) {
      this.#leap(toX, toY, width, height);
    } else {
      this.#x += (toX - this.#x) * (1 - Math.exp(-dt / GLIDE_X));
      this.#y += (toY - this.#y) * (1 - Math.exp(-dt / GLIDE_Y));
    }
    const moving = !calm.matches && Math.hypot(toX - this.#x, toY - this.#y) > 0.5;
    return { x: this.#x, y: this.#y, moving };
  }

  /** Looks there, without gliding, and goes on from there later. */
  put(line, x, y) {
    this.#line = line;
    this.#x = x;
    this.#y = y;
    return { x, y, moving: false };
  }

  /** No gliding: like turning a page, and only when the pen leaves what is seen. */
  #leap(toX, toY, width, height) {
    const { x, y } = this.writer();
    if (x < this.#x || x > this.#x + 0.95 * width) this.#x = toX + (x > this.#x ? 0.5 * width : 0);
    if (y < this.#y + 0.1 * height || y > this.#y + 0.9 * height) this.#y = toY;
  }
}
