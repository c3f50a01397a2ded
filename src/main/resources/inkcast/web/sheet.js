// A large sheet with the ink of many writers: only what is new is drawn, and what is old is taken
// away a stretch at a time, so that no frame has much to do.

import { Afterglow } from './afterglow.js';
import { empty, meet } from './box.js';
import { ink } from './color.js';
import { REMEMBERED } from './line.js';
import { layer, size, stroke } from './paper.js';

const STRETCH = 16; // curves
const KEPT = REMEMBERED - 1024; // curves of a line that goes on for ever
const LEAVE = 30; // frames in which a line leaves, from its beginning to its end
const BUDGET = 800; // curves a frame that are drawn for lines that leave
const CROWD = 256; // lines that leave at once; beyond, there is no more waiting

/** Some curves of a line, drawn on the ink's canvas as one. */
class Stretch {
  box = empty(); // page units

  constructor(line, from, color) {
    this.line = line;
    this.from = this.to = from;
    this.color = color;
  }

  /** Takes up the line's next curve. */
  grow() {
    this.line.spread(this.box, this.to);
    this.to++;
  }

  /**
   * Draws it.
   *
   * @param {{left, top, right, bottom}?} part what is needed, all if nobody says
   * @returns {number} of curves drawn
   */
  draw(context, part = null) {
    const { line } = this;
    let drawn = 0;
    context.strokeStyle = this.color;
    for (let i = Math.max(this.from, line.start); i < this.to; i++) {
      if (part && !line.meets(part, i)) continue;
      stroke(context, line, i);
      drawn++;
    }
    return drawn;
  }
}

/** Draws on a canvas that fills its element; what must leave fades on another one below. */
export class Sheet {
  #onDark;
  #contexts;
  #afterglow;
  #ink; // 2D context
  #ghosts; // 2D context
  #haunted = []; // boxes on the ghosts' canvas
  #trails = new Map(); // writer to {line, end, color, stretches}: what is on the ink's canvas
  #inked = new Set(); // all stretches on it, those of lines that leave too, oldest first
  #leaving = []; // {stretches, pace}: of lines that have not yet left it
  #projection;

  /**
   * @param {HTMLElement} element gets the canvases
   * @param {boolean} onDark paper
   * @param {() => void} lost is called when a canvas has lost what was drawn on it
   */
  constructor(element, onDark, lost) {
    this.#onDark = onDark;
    this.#contexts = ['afterglow', 'ink', 'ghosts'].map((name) => layer(element, name));
    for (const { canvas } of this.#contexts) canvas.addEventListener('contextrestored', lost);
    const [afterglow, line, ghosts] = this.#contexts;
    this.#afterglow = new Afterglow(afterglow);
    this.#ink = line;
    this.#ghosts = ghosts;
  }

  /**
   * Lays the sheet anew: all ink is drawn again with the next frame.
   *
   * @param {number} width CSS pixels
   * @param {number} height CSS pixels
   * @param {number} ratio canvas pixels a CSS pixel
   * @param {Projection} projection of the page
   */
  lay(width, height, ratio, projection) {
    this.#projection = projection;
    this.#trails.clear();
    this.#inked.clear();
    this.#leaving = [];
    this.#haunted = [];
    for (const context of this.#contexts) {
      size(context.canvas, width, height, ratio);
      projection.apply(context);
      context.lineCap = context.lineJoin = 'round';
    }
    this.#afterglow.clear();
  }

  /**
   * Draws what has happened.
   *
   * @param {Writers} writers
   * @param {number} now ms
   * @returns {boolean} whether there is more to do even if nothing happens
   */
  frame(writers, now) {
    for (const [writer, trail] of this.#trails) {
      if (writers.get(writer.number) === writer && writer.line === trail.line) continue;
      this.#trails.delete(writer);
      this.#dismiss(trail.stretches);
    }
    for (const writer of writers.all) this.#follow(writer);
    this.#takeAway(now);
    const fading = this.#afterglow.frame(now);
    const haunted = this.#haunt(writers, now);
    return fading || haunted || this.#leaving.length > 0;
  }

  #follow(writer) {
    const { line } = writer;
    let trail = this.#trails.get(writer);
    if (line.end === (trail?.end ?? line.start)) return;
    if (!trail) {
      trail = { line, end: line.start, color: ink(line.color, this.#onDark), stretches: [] };
      this.#trails.set(writer, trail);
    }
    const { stretches } = trail;
    this.#ink.strokeStyle = trail.color;
    for (let i = Math.max(trail.end, line.start); i < line.end; i++) {
      let last = stretches.at(-1);
      if (last?.to !== i || last.to - last.from === STRETCH) {
        last = new Stretch(line, i, trail.color);
        stretches.push(last);
        this.#inked.add(last);
      }
      last.grow();
      stroke(this.#ink, line, i);
    }
    trail.end = line.end;
    while (stretches[0].to < line.end - KEPT) this.#dismiss([stretches.shift()]);
  }

  /** Lets stretches of one line leave. */
  #dismiss(stretches) {
    this.#leaving.push({ stretches, pace: Math.ceil(stretches.length / LEAVE) });
  }

  #takeAway(now) {
    let rest = this.#leaving.length > CROWD ? Infinity : BUDGET;
    let turns = this.#leaving.length; // one a line
    while (turns-- > 0 && rest > 0) {
      const line = this.#leaving.shift();
      for (const stretch of line.stretches.splice(0, line.pace)) rest -= this.#cut(stretch, now);
      if (line.stretches.length > 0) this.#leaving.push(line);
    }
  }

  /** Lets one stretch fade elsewhere; what it crossed is drawn again. */
  #cut(stretch, now) {
    this.#inked.delete(stretch);
    const pixels = this.#projection.pixels(stretch.box);
    this.#afterglow.add(stretch, pixels, now);
    const context = this.#ink;
    this.#projection.open(context, pixels);
    const hole = this.#projection.units(pixels);
    let drawn = stretch.to - stretch.from;
    for (const other of this.#inked) {
      if (meet(other.box, hole)) drawn += other.draw(context, hole);
    }
    context.restore();
    return drawn;
  }

  /** Draws the ghosts there are, in the place of those there were. */
  #haunt(writers, now) {
    const context = this.#ghosts;
    for (const pixels of this.#haunted) {
      this.#projection.open(context, pixels);
      context.restore();
    }
    this.#haunted = [];
    for (const writer of writers.all) {
      if (!writer.ghosts.seen(now)) continue;
      const box = writer.ghosts.draw(context, ink(writer.line.color, this.#onDark));
      this.#haunted.push(this.#projection.pixels(box));
    }
    context.canvas.hidden = this.#haunted.length === 0;
    return !context.canvas.hidden;
  }
}
