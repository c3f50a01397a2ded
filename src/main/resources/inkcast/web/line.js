// The ink of one writer since its last restart, as curves in page units.

const STRIDE = 7; // x0 y0, control x y, x1 y1, width
const FIRST = 256; // curves
const MAX = 4096; // curves; at temperature 0 a line can go on for ever
const FAST = 9; // page units a stroke at which a line has lost half of what speed takes from it
const NIB = -Math.PI / 4; // the pen is held like this: strokes along it are thin

/** Grows at one end; when it is full, its older half is forgotten. */
export class Line {
  color = null; // [r, g, b], 0..1
  from = null; // [x, y] where it begins
  end = 0; // curves so far
  start = 0; // the oldest that is still known
  box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  #curves = new Float32Array(FIRST * STRIDE);
  #open = false; // whether the last curve can go on
  #x = 0; // where the pen is
  #y = 0;
  #midX = 0; // where the last curve ends
  #midY = 0;
  #width = 3;

  /**
   * The segment from (x - dx, y - dy) to (x, y). What is drawn are curves from middle to middle of
   * the segments, with their corners as control points: a round hand from few points.
   */
  add(x, y, dx, dy, ink) {
    const fromX = x - dx;
    const fromY = y - dy;
    this.from ??= [fromX, fromY];
    // After a loss, or a lift, the next segment does not start where the last one ended.
    const goesOn = this.#open && Math.hypot(fromX - this.#x, fromY - this.#y) < 0.5;
    if (this.#open && !(ink && goesOn)) this.#finish();
    if (ink) {
      if (!goesOn) {
        this.#midX = fromX;
        this.#midY = fromY;
      }
      this.#width += 0.35 * (width(dx, dy) - this.#width);
      this.#curve(fromX, fromY, x - dx / 2, y - dy / 2);
      this.#open = true;
    }
    this.#x = x;
    this.#y = y;
  }

  /** Adds curve number i to a path and says how wide it is. */
  trace(path, i) {
    const c = this.#curves;
    const at = (i - this.start) * STRIDE;
    path.moveTo(c[at], c[at + 1]);
    path.quadraticCurveTo(c[at + 2], c[at + 3], c[at + 4], c[at + 5]);
    return c[at + 6];
  }

  #finish() {
    this.#curve(this.#x, this.#y, this.#x, this.#y);
    this.#open = false;
  }

  #curve(controlX, controlY, x, y) {
    this.#makeRoom();
    const at = (this.end - this.start) * STRIDE;
    this.#curves.set([this.#midX, this.#midY, controlX, controlY, x, y, this.#width], at);
    this.end++;
    this.#include(this.#midX, this.#midY);
    this.#include(controlX, controlY);
    this.#include(x, y);
    this.#midX = x;
    this.#midY = y;
  }

  #makeRoom() {
    if ((this.end - this.start) * STRIDE < this.#curves.length) return;
    if (this.end - this.start < MAX) {
      const longer = new Float32Array(this.#curves.length * 2);
      longer.set(this.#curves);
      this.#curves = longer;
    } else {
      this.#curves.copyWithin(0, (MAX / 2) * STRIDE);
      this.start += MAX / 2;
    }
  }

  #include(x, y) {
    const { box } = this;
    const room = 4; // half of the widest stroke, and what antialiasing adds
    box.left = Math.min(box.left, x - room);
    box.top = Math.min(box.top, y - room);
    box.right = Math.max(box.right, x + room);
    box.bottom = Math.max(box.bottom, y + room);
  }
}

/** Slow strokes leave more ink than fast ones, and a broad nib more across than along. */
function width(dx, dy) {
  const speed = Math.hypot(dx, dy);
  const across = speed > 0 ? Math.abs(Math.sin(Math.atan2(dy, dx) - NIB)) : 0.5;
  return (1.7 + 2.6 / (1 + speed / FAST)) * (0.8 + 0.4 * across);
}
