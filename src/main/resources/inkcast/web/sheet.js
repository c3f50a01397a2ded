// A large sheet with the ink of many writers: only what is new is drawn, and what is old is taken
// away a stretch at a time, so that no frame has much to do.

import { Apparition } from './apparition.js';
import { empty, meet } from './box.js';
import { ink } from './color.js';
import { Fading } from './fading.js';
import { REMEMBERED } from './line.js';
import { layer, size, stroke } from './paper.js';
import { rect } from './projection.js';

const STRETCH = 16; // curves
const KEPT = REMEMBERED - 1024; // curves of a line that goes on for ever
const LEAVE = 30; // frames in which a line leaves, from its beginning to its end
const BUDGET = 800; // curves a frame that are drawn for lines that leave
const CROWD = 256; // lines that leave at once; beyond, there is no more waiting

/** Some curves of a line, drawn and taken away as one. */
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

/**
 * Two canvases, opaque, for those cost the least: one that is seen, and one with what is to be seen.
 * What is new is drawn on both; what is old leaves the second at once, and fades on the first.
 */
export class Sheet {
  #paper; // CSS colour
  #onDark;
  #seen; // 2D contexts
  #wanted;
  #projection; // page units to their pixels
  #fading = new Fading();
  #apparition;
  #trails = new Map(); // writer to {line, end, color, stretches}: what is drawn
  #inked = new Set(); // all stretches that are wanted, or whose turn to leave has not come; oldest first
  #leaving = []; // {stretches, pace}: of lines whose turn is now

  /**
   * @param {HTMLElement} element gets the canvases
   * @param {string} paper CSS colour
   * @param {boolean} onDark whether that is dark
   * @param {() => void} lost is called when a canvas has lost what was drawn on it
   */
  constructor(element, paper, onDark, lost) {
    this.#paper = paper;
    this.#onDark = onDark;
    this.#seen = layer(element, 'ink', { alpha: false });
    this.#wanted = document.createElement('canvas').getContext('2d', { alpha: false });
    for (const { canvas } of [this.#seen, this.#wanted]) {
      canvas.addEventListener('contextrestored', lost);
    }
    this.#apparition = new Apparition(element, onDark);
  }

  /**
   * Lays the sheet anew: all ink is drawn again with the next frame.
   *
   * @param {number} width CSS pixels
   * @param {number} height CSS pixels
   * @param {number} ratio canvas pixels a CSS pixel
   * @param {Projection} projection page units to CSS pixels
   */
  lay(width, height, ratio, projection) {
    this.#trails.clear();
    this.#inked.clear();
    this.#leaving = [];
    this.#fading.reset();
    this.#projection = projection.finer(ratio);
    for (const context of [this.#seen, this.#wanted]) {
      size(context.canvas, width, height, ratio);
      context.fillStyle = this.#paper;
      context.lineCap = 'round';
      context.fillRect(0, 0, context.canvas.width, context.canvas.height);
      this.#projection.apply(context);
    }
    this.#apparition.lay(width, height, ratio, projection);
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
    const fading = this.#fading.frame(this.#seen, this.#wanted.canvas, now);
    const haunted = this.#apparition.frame(writers, now);
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
    this.#seen.strokeStyle = this.#wanted.strokeStyle = trail.color;
    for (let i = Math.max(trail.end, line.start); i < line.end; i++) {
      let last = stretches.at(-1);
      if (last?.to !== i || last.to - last.from === STRETCH) {
        last = new Stretch(line, i, trail.color);
        stretches.push(last);
        this.#inked.add(last);
      }
      last.grow();
      stroke(this.#seen, line, i);
      stroke(this.#wanted, line, i);
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

  /** Takes one stretch away; what it crossed is drawn again. */
  #cut(stretch, now) {
    this.#inked.delete(stretch);
    const pixels = this.#projection.pixels(stretch.box);
    const hole = this.#projection.units(pixels);
    this.#fading.add(pixels, now);
    const context = this.#wanted;
    context.save();
    context.resetTransform();
    context.beginPath();
    context.rect(...rect(pixels));
    context.clip();
    context.fillRect(...rect(pixels));
    this.#projection.apply(context);
    let drawn = 0;
    for (const other of this.#inked) {
      if (meet(other.box, hole)) drawn += other.draw(context, hole);
    }
    context.restore();
    return drawn;
  }
}
