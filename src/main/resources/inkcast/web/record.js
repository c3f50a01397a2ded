// Wires the page on which a person writes: paper, texts, and the server that keeps the lines.

import { $ } from './dom.js';
import { Fair } from './fair.js';
import { Pad } from './pad.js';
import { Texts } from './texts.js';

const KEY = 'inkcast-record';
const HAND = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/; // as the server's
const LETTER = 0.85; // of the height of an x: what a letter takes up, spaces included
const ENOUGH = { lines: 10, steps: 300 }; // to try a hand with: some lines are only judged by
const GOOD = 9000; // steps of some 30 lines
const PATIENCE = 15_000; // ms

const stored = read();
const texts = new Texts(await (await fetch('page/texts.txt')).text());
const pad = new Pad($('pad'), changed);
const fair = new Fair($('fair'));
let text = ''; // to copy
let trouble = false; // whether the last try to save the line failed

if (stored.place) texts.place = stored.place;
else texts.shuffle();
$('hand').value = stored.hand ?? 'mine';
pad.open();
if (stored.ink?.length > 0) {
  text = stored.text;
  pad.restore(stored.ink, stored.guides, stored.began, stored.device);
  say('Here is the line again that was not saved yet.');
}

$('undo').onclick = () => pad.undo();
$('clear').onclick = () => pad.clear();
$('next').onclick = () => (pad.ink.length > 0 ? save() : next());
$('hand').onchange = () => {
  keep();
  count();
};
count();

/** Strokes have come or gone, or the paper has another size. */
function changed() {
  const empty = pad.ink.length === 0;
  if (empty) {
    trouble = false;
    text = texts.part(Math.floor(pad.width / (LETTER * pad.xHeight)));
  }
  if (pad.full) say('This line is full: save it.');
  $('text').textContent = text;
  $('undo').disabled = $('clear').disabled = empty || pad.locked;
  $('next').disabled = pad.locked;
  $('next').textContent = pad.locked
    ? 'Saving…'
    : empty
      ? 'Another text'
      : trouble
        ? 'Save again'
        : 'Save, next text';
  keep();
}

function next() {
  texts.pass(text);
  pad.clear();
}

async function save() {
  const hand = $('hand').value.trim();
  if (!named(hand)) return;
  pad.lock(true);
  try {
    const { began, device, guides } = pad;
    const answer = await ask(hand, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ text, began, device, guides, raw: pad.raw() }),
    });
    fair.show(answer.strokes);
    say(`Saved, ${answer.strokes.length} steps.`);
    tell(answer);
    pad.lock(false);
    next();
  } catch (error) {
    trouble = true;
    pad.lock(false);
    say(`Not saved: ${error.message}. The line stays here: save it again.`, true);
  }
}

/** How much there is of this hand. */
async function count() {
  const hand = $('hand').value.trim();
  if (!named(hand)) return;
  try {
    tell(await ask(hand));
  } catch (error) {
    say(`The lines could not be counted: ${error.message}.`, true);
  }
}

function tell({ lines, steps }) {
  const number = (n) => n.toLocaleString('en');
  const have = `${number(lines)} ${lines === 1 ? 'line' : 'lines'}, ${number(steps)} steps`;
  // Lines on a phone are shorter: whoever writes them needs more of them.
  const more = Math.ceil(Math.max(0, GOOD - steps) / (lines > 0 ? steps / lines : GOOD / 30));
  const about = `about ${number(more)} more ${more === 1 ? 'line' : 'lines'}`;
  $('count').textContent =
    steps >= GOOD
      ? `${have}: a good amount.`
      : steps >= ENOUGH.steps && lines >= ENOUGH.lines
        ? `${have}: enough to try, ${about} would be good.`
        : `${have}: ${about} would be good.`;
}

/** @throws {Error} with the reason, as the server or the browser puts it */
async function ask(hand, options = {}) {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), PATIENCE);
  let response;
  try {
    response = await fetch(`record/${hand}`, { ...options, signal: late.signal });
    if (response.ok) return await response.json();
  } catch {
    throw new Error('the server does not answer');
  } finally {
    clearTimeout(timer);
  }
  const reason = (await response.text()).trim().replace(/\.$/, '');
  throw new Error(reason || `the server answered ${response.status}`);
}

function named(hand) {
  const fine = HAND.test(hand);
  $('hand').setAttribute('aria-invalid', !fine);
  if (!fine) {
    say('A name has letters, digits, _ . and -, at most 64, and begins with a letter or digit.', true);
  }
  return fine;
}

function say(words, bad = false) {
  $('word').textContent = words;
  $('word').classList.toggle('trouble', bad);
}

/** Everything that a reload must not lose. */
function keep() {
  const { ink, guides, began, device } = pad;
  const hand = $('hand').value.trim();
  try {
    localStorage.setItem(
      KEY,
      JSON.stringify({ hand, place: texts.place, text, ink, guides, began, device }),
    );
  } catch {
    // A private window may refuse: then a reload loses what was not saved.
  }
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}
