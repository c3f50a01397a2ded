// The page that shows what the cells of a writer's network do with each stroke.

import { ink } from './color.js';
import { Film } from './film.js';
import { Onlooker } from './onlooker.js';
import { alike, likeness } from './order.js';
import { ROOM, Trail } from './trail.js';

const COLUMN = { phone: 2, wall: 3 }; // CSS pixels
const MOST = 1024; // strokes that are remembered
const LOOKED_AT = 300; // strokes that say who is alike
const SOONER = 120; // at first, so that there is some order soon
const AGAIN = 1800; // strokes from one order to the next
const BETTER = 0.05; // of correlation: for less, rows do not change their places
const SLICE = 4; // ms a frame

const $ = (id) => document.getElementById(id);

const trail = new Trail($('ink'), MOST);
let columns = []; // Int8Array of all cells each
let fresh = 0; // of these not yet in the picture
let cells = 0; // that there are
let order = [];
let film = null;
let leaving = null; // the film of the old order, while it fades
let search = null; // for a new order, while it goes on
let due = SOONER; // strokes until the next one begins
let width = 0; // columns that are seen

let told = null; // in this bundle
let stroke = null;
const onlooker = new Onlooker('cells', (node, args) => {
  if (node === 'cells') told = unpack(args);
  else if (node === 'stroke') stroke = args;
  else if (node === 'hand') forget();
  if (!told || !stroke) return;
  const [, x, y, dx, dy, down] = stroke;
  trail.add(x, y, dx, dy, down, onlooker.writer?.scale ?? 10);
  columns.push(told);
  if (columns.length > 2 * MOST) columns.splice(0, MOST);
  fresh++;
  due--;
  told = stroke = null;
});

/** Four in each number, the first on top. */
function unpack(args) {
  const bytes = new DataView(new ArrayBuffer(4 * args.length));
  args.forEach((four, i) => bytes.setInt32(4 * i, four));
  return new Int8Array(bytes.buffer);
}

/** Another hand has other cells. */
function forget() {
  columns = [];
  fresh = cells = 0;
  due = SOONER;
  search = null;
}

/** Of those that are told the last ones, which never say anything, are none. */
function grow(added) {
  let last = cells;
  for (const column of added) last = Math.max(last, column.findLastIndex((value) => value !== 0) + 1);
  if (last === cells) return false;
  cells = last;
  order = Array.from({ length: cells }, (none, i) => i);
  search = null;
  $('count').textContent = cells;
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
  if (!search && cells > 0 && due <= 0 && columns.length >= SOONER && !leaving) {
    const looked = columns.slice(-LOOKED_AT);
    search = { looked, steps: alike(looked, cells, order[Math.floor(cells / 2)]) };
    due = columns.length < LOOKED_AT ? LOOKED_AT : AGAIN;
  }
  const end = performance.now() + SLICE;
  while (search && performance.now() < end) {
    const { value, done } = search.steps.next();
    if (done) settle(search.looked, value);
  }
}

function settle(looked, found) {
  search = null;
  if (likeness(looked, found) < likeness(looked, order) + BETTER) return;
  order = turned(found, order);
  leaving = film;
  film = filmOf(order);
  leaving.leave(() => (leaving = null));
}

/** The order, or the same from its other end: whichever moves the rows less. */
function turned(found, before) {
  const middle = (found.length - 1) / 2;
  const place = [];
  before.forEach((cell, row) => (place[cell] = row - middle));
  const along = found.reduce((sum, cell, row) => sum + (row - middle) * place[cell], 0);
  return along < 0 ? found.toReversed() : found;
}

function measure() {
  const pixels = innerWidth < 900 ? COLUMN.phone : COLUMN.wall;
  const seen = Math.min(MOST, Math.floor(($('cells').clientWidth - ROOM) / pixels));
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
