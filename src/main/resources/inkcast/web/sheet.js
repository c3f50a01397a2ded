<<<<<<< HEAD
// The sheet on which a visitor writes at one writer's pen, and sees it go on.

import { Follow } from './camera.js';
import { Nib } from './nib.js';
import { layer, size } from './paper.js';
import { Turn } from './turn.js';
import { View } from './view.js';

const FRESH = 400; // ms for which one's own ink is shown before it has come back
const X_HEIGHT = 2.5; // model units
const HIGH = 9; // heights of an x from top to bottom
const $ = (id) => document.getElementById(id);

/** Opens for one writer at a time. */
export class Sheet {
  #desk;
  #number = 0;
  #turn = null;
  #nib = null;
  #camera = null;
  #view = null;
  #own; // 2D context of ink that is on its way
  #points = []; // {x, y, ms, begins} of ink that is on its way, page units
  #pointer = null;
  #wrote = false;

  constructor(desk) {
    this.#desk = desk;
    this.#own = layer($('sheet-own'), 'own');
    const pad = $('sheet-pad');
    pad.addEventListener('pointerdown', (event) => this.#down(event));
    pad.addEventListener('pointermove', (event) => this.#move(event));
    for (const end of ['pointerup', 'pointercancel', 'lostpointercapture']) {
      pad.addEventListener(end, (event) => this.#up(event));
    }
    // Or an iPhone shows its magnifying glass.
    pad.addEventListener('touchstart', (event) => event.preventDefault(), { passive: false });
    $('sheet-close').addEventListener('click', () => $('sheet').close());
    $('sheet').addEventListener('close', () => this.#close());
  }

  /** Shows the paper of a writer. */
  open(number) {
    this.#number = number;
    this.#wrote = false;
    const writer = () => this.#desk.writers.get(number);
    this.#turn = new Turn(
      (node, ...args) => this.#desk.send(`writer/${number}/${node}`, ...args),
      () => this.#say(),
    );
    $('sheet-title').textContent = `Writer ${number}`;
    $('sheet').showModal();
    this.#camera = new Held(writer);
    this.#view = new View(
      $('sheet-ink'),
      this.#camera,
      () => [writer()].filter(Boolean),
      () => this.#desk.wake(),
    );
    this.#desk.show(this);
    this.#say();
  }

  /** The server's word of whose turn it is. */
  told(address, place) {
    if (address !== `${this.#desk.prefix}/writer/${this.#number}/turn`) return;
    this.#turn?.told(place);
    if (place < 0) this.#camera?.release();
    if (place > 0) this.#forget();
  }

  /** There is no link any more. */
  lost() {
    this.#turn?.lost();
  }

  /** See View. */
  frame(dt, page) {
    const moving = this.#view.frame(dt, page);
    this.#drawOwn();
    return moving || this.#points.length > 0;
  }

  /** See View. */
  stale() {
    this.#view.stale();
  }

  #close() {
    this.#turn.leave();
    this.#turn = null;
    this.#desk.hide(this);
    this.#view.close();
    $('sheet-ink').replaceChildren();
    this.#forget();
  }

  #say() {
    const turn = this.#turn;
    if (!turn) return;
    const goesOn = turn.state === 'none' && this.#wrote;
    $('sheet').dataset.turn = goesOn ? 'over' : turn.state;
    $('sheet-say').textContent = goesOn
      ? 'Now it goes on in your manner.'
      : turn.state === 'waiting'
        ? `Others write here: ${turn.place} before you.`
        : 'Write a few letters, then rest.';
  }

  #down(event) {
    if (this.#pointer !== null || event.button !== 0 || this.#turn.state === 'waiting') return;
    event.preventDefault();
    const writer = this.#desk.writers.get(this.#number);
    if (!writer) return;
    if (this.#turn.state === 'none') {
      this.#forget();
      this.#turn.ask();
      if (this.#turn.state === 'none') return; // there is no link
    }
    if (!this.#nib) {
      this.#nib = new Nib(writer.scale);
      this.#camera.begin(...this.#at(event));
    }
    this.#pointer = event.pointerId;
    this.#wrote = true;
    this.#write('down', event);
    try {
      $('sheet-pad').setPointerCapture(event.pointerId);
    } catch {
      // It has gone already: its pointerup is on its way.
    }
  }

  #move(event) {
    if (event.pointerId !== this.#pointer) return;
    // Only pages from https have what lay between two frames.
    const all = event.getCoalescedEvents?.() ?? [];
    for (const one of all.length > 0 ? all : [event]) this.#write('move', one);
  }

  #up(event) {
    if (event.pointerId !== this.#pointer) return;
    this.#pointer = null;
    this.#write('up', event);
  }

  /** Where that is in the view, page units. */
  #at(event) {
    const box = $('sheet-pad').getBoundingClientRect();
    const scale = this.#camera.scale(box.width, box.height);
    return [(event.clientX - box.left) / scale, (event.clientY - box.top) / scale];
  }

  #write(what, event) {
    const [x, y] = this.#at(event);
    this.#points.push({ x, y, ms: performance.now(), begins: what === 'down' });
    this.#turn.write(this.#nib[what](x, y));
    this.#desk.wake();
  }

  #forget() {
    this.#nib = null;
    this.#points = [];
    this.#pointer = null;
  }

  /** One's own ink at once, until the server has told it. */
  #drawOwn() {
    const context = this.#own;
    const { clientWidth: width, clientHeight: height } = $('sheet-pad');
    const ratio = Math.min(devicePixelRatio, 3);
    if (context.canvas.width !== Math.round(width * ratio)) size(context.canvas, width, height, ratio);
    context.resetTransform();
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    const old = performance.now() - FRESH;
    const asked = this.#turn.state === 'asked';
    while (!asked && this.#points.length > 0 && this.#points[0].ms < old) this.#points.shift();
    const k = ratio * this.#camera.scale(width, height);
    context.setTransform(k, 0, 0, k, 0, 0);
    context.strokeStyle = getComputedStyle($('sheet-pad')).color;
    context.globalAlpha = 0.45;
    context.lineWidth = 2.6;
    context.lineCap = context.lineJoin = 'round';
    context.beginPath();
    for (const [i, { x, y, begins }] of this.#points.entries()) {
      if (begins || i === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
    context.stroke();
  }
}

/** Holds still while a visitor writes, then slides along with the writer's pen. */
class Held extends Follow {
  #origin = null; // where in the view the visitor's line begins, page units
  #old = null; // the line before it

  scale(width, height) {
    const { scale } = this.writer() ?? { scale: 10 };
    return height / (X_HEIGHT * scale * HIGH);
  }

  /** The visitor sets the pen down at this place of the view: there the new line begins. */
  begin(x, y) {
    this.#origin = { x, y };
    const { line } = this.writer();
    this.#old = line.from ? line : null;
  }

  /** The writer goes on. */
  release() {
    this.#origin = null;
  }

  look(dt, width, height, page) {
    const { line } = this.writer();
    const known = this.#origin && line.from && line !== this.#old;
    if (!known) return super.look(dt, width, height, page);
    return this.put(line, line.from[0] - this.#origin.x, line.from[1] - this.#origin.y);
=======
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
>>>>>>> 35f5569 (Show the page on a wall)
  }
}
