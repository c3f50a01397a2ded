// The ink of one writer since its last restart, as curves in page units.

import { empty, include } from './box.js';

const STRIDE = 7; // x0 y0, control x y, x1 y1, width
const FIRST = 256; // curves
const MAX = 4096; // curves; at temperature 0 a line can go on for ever
const WIDTH = 3; // page units, of a line's beginning
const FAST = 9; // page units a stroke at which a line has lost half of what speed takes from it
const NIB = -Math.PI / 4; // the pen is held like this: strokes along it are thin
const ROOM = 4; // page units: half of the widest stroke, and what antialiasing adds

/** So many of a line's latest curves are known in any case. */
export const REMEMBERED = (MAX / 4) * 3;

/** Grows at one end; when it is full, its oldest quarter is forgotten. */
export class Line {
  color = null; // [r, g, b], 0..1
  from = null; // [x, y] where it begins
  end = 0; // curves so far
  start = 0; // the oldest that is still known
  box = empty();
  #curves = new Float32Array(FIRST * STRIDE);
  #open = false; // whether the last curve can go on
  #x = 0; // where the pen is
  #y = 0;
  #midX = 0; // where the last curve ends
  #midY = 0;
  #width = WIDTH;

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

  /** Forgets all ink, so that another line can be kept here. */
  clear() {
    this.start = this.end = 0;
    this.box = empty();
    this.#open = false;
    this.#width = WIDTH;
  }

  /** Adds curve number i to a path and says how wide it is. */
  trace(path, i) {
    const c = this.#curves;
    const at = (i - this.start) * STRIDE;
    path.moveTo(c[at], c[at + 1]);
    path.quadraticCurveTo(c[at + 2], c[at + 3], c[at + 4], c[at + 5]);
    return c[at + 6];
  }

  /** Widens a box until curve number i is in it. */
  spread(box, i) {
    const c = this.#curves;
    const at = (i - this.start) * STRIDE;
    for (let point = at; point < at + 6; point += 2) include(box, c[point], c[point + 1], ROOM);
  }

  /** Whether curve number i can leave ink in a box. */
  meets(box, i) {
    const c = this.#curves;
    const at = (i - this.start) * STRIDE;
    const x = c[at + 2]; // its corner: the ends are in the middle of what leads to it and away
    const y = c[at + 3];
    const width = Math.max(Math.abs(c[at] - x), Math.abs(c[at + 4] - x)) + ROOM;
    const height = Math.max(Math.abs(c[at + 1] - y), Math.abs(c[at + 5] - y)) + ROOM;
    return (
      x + width > box.left && x - width < box.right && y + height > box.top && y - height < box.bottom
    );
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
    this.spread(this.box, this.end - 1);
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
      this.#curves.copyWithin(0, (MAX - REMEMBERED) * STRIDE);
      this.start += MAX - REMEMBERED;
    }
  }
}

/** Slow strokes leave more ink than fast ones, and a broad nib more across than along. */
function width(dx, dy) {
  const speed = Math.hypot(dx, dy);
  const across = speed > 0 ? Math.abs(Math.sin(Math.atan2(dy, dx) - NIB)) : 0.5;
  return (1.7 + 2.6 / (1 + speed / FAST)) * (0.8 + 0.4 * across);
}
