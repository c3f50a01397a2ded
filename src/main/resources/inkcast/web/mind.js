// The page that shows what the cells of a writer's network do with each stroke.

import { ink } from './color.js';
import { $ } from './dom.js';
import { Film } from './film.js';
import { Onlooker } from './onlooker.js';
import { chain, compared, likeness } from './order.js';
import { ROOM, Trail } from './trail.js';

const COLUMN = 2; // CSS pixels
const MOST = 1024; // strokes that are remembered
const LOOKED_AT = 300; // strokes that say who is alike
const SOONER = 120; // at first, so that there is some order soon
const LULL = 60; // since a cell came
const AGAIN = 1800; // strokes from one order to the next
const BETTER = 0.05; // of correlation: for less, rows do not change their places
const OFTEN = 20; // strokes that make a cell one that speaks: all do when a line begins
const SLICE = 4; // ms a frame

const trail = new Trail($('ink'), MOST);
let columns = []; // Int8Array of all cells each
let fresh = 0; // of these not yet in the picture
let order = []; // cells from top to bottom: those that speak
let spoken = []; // strokes in which each cell has said anything
let film = null;
let leaving = null; // the film of the old order, while it fades
let search = null; // for a new order, while it goes on
let due = SOONER; // strokes until the next one begins
let width = 0; // columns that are seen

let hand = '';
let told = null; // of the stroke that comes next
const onlooker = new Onlooker('cells', (node, args) => {
  if (node === 'cells') told = unpack(args);
  else if (node === 'hand') changed(args[0]);
  if (node !== 'stroke' || !told) return;
  const [, x, y, dx, dy, down] = args;
  trail.add(x, y, dx, dy, down, onlooker.writer?.scale ?? 10);
  columns.push(told);
  if (columns.length > 2 * MOST) columns.splice(0, MOST);
  fresh++;
  due--;
  told = null;
});

/** Four in each number, the first on top. */
function unpack(args) {
  const bytes = new DataView(new ArrayBuffer(4 * args.length));
  args.forEach((four, i) => bytes.setInt32(4 * i, four));
  return new Int8Array(bytes.buffer);
}

/** Another hand has other cells. */
function changed(name) {
  if (name === hand) return;
  hand = name;
  columns = [];
  order = [];
  spoken = [];
  fresh = 0;
  due = SOONER;
  search = null;
}

/** Cells that have begun to speak come below the others; false if there are none. */
function grow(added) {
  const known = new Set(order);
  for (const column of added) {
    column.forEach((value, cell) => {
      if (value !== 0) spoken[cell] = (spoken[cell] ?? 0) + 1;
      if (spoken[cell] >= OFTEN) known.add(cell);
    });
  }
  if (known.size === order.length) return false;
  order = [...known];
  search = null;
  due = Math.max(due, LULL);
  return true;
}

/** Everything is drawn anew: there are other cells, or it has another size, or other colours. */
function remake() {
  film?.remove();
  leaving?.remove();
  leaving = null;
  film = filmOf(order);
}

function filmOf(rows) {
  const made = new Film($('cells'), width, rows);
  made.add(columns);
  made.draw();
  return made;
}

/** Looks for a better order, for a short while. */
function sort() {
  if (!search && order.length > 1 && due <= 0 && columns.length >= SOONER && !leaving) {
    search = better(columns.slice(-LOOKED_AT));
    due = columns.length < LOOKED_AT ? LOOKED_AT : AGAIN;
  }
  const end = performance.now() + SLICE;
  while (search && performance.now() < end) {
    if (search.next().done) search = null;
  }
}

function* better(looked) {
  const rows = yield* compared(looked, order);
  const found = yield* chain(rows, Math.floor(rows.length / 2));
  if (likeness(rows, found) < likeness(rows, [...rows.keys()]) + BETTER) return;
  yield;
  order = turned(found).map((row) => order[row]);
  const old = film;
  leaving = old;
  film = filmOf(order);
  old.leave(() => {
    if (leaving === old) leaving = null;
  });
}

/** The order, or the same from its other end: whichever moves the rows less. */
function turned(found) {
  const middle = (found.length - 1) / 2;
  const along = found.reduce((sum, before, now) => sum + (now - middle) * (before - middle), 0);
  return along < 0 ? found.toReversed() : found;
}

function measure() {
  const seen = Math.min(MOST, Math.floor(($('cells').clientWidth - ROOM) / COLUMN));
  if (seen === width) return false;
  width = seen;
  return true;
}

onlooker.show({
  stale() {
    if (film) remake();
  },
  frame() {
    const { writer } = onlooker;
    if (!writer) return false;
    const added = columns.slice(Math.max(0, columns.length - fresh));
    fresh = 0;
    const resized = measure();
    if (grow(added) || (resized && film)) remake();
    else if (added.length > 0) {
      for (const one of [film, leaving]) {
        one?.add(added);
        one?.draw();
      }
    }
    trail.draw(width, ink(writer.line.color));
    if (added.length > 0) sort();
    return false;
  },
});
new ResizeObserver(() => onlooker.wake()).observe($('cells'));
