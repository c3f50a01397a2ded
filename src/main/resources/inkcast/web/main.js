// Wires the page: what comes over the link goes to the writers, what they do to paper and cards.

import { Whole } from './camera.js';
import { onScheme } from './color.js';
import { Hands } from './hands.js';
import { House } from './house.js';
import { Link } from './link.js';
import { Panel } from './panel.js';
import { View } from './view.js';
import { Writers } from './writers.js';

const meta = (name) => document.querySelector(`meta[name=inkcast-${name}]`).content;
const $ = (id) => document.getElementById(id);
const WORDS = { connecting: 'Connecting…', live: 'Live', reconnecting: 'Reconnecting…' };

const prefix = meta('prefix');
const writers = new Writers(prefix);
const hands = new Hands(prefix);
const house = new House($('closed'));
$('name').textContent = document.title = meta('name');

const link = new Link(
  new URL('./', location.href).href.replace(/^http/, 'ws'),
  [
    // In this order: a heartbeat says that the writers' current values have come before it.
    `${prefix}/writer/*/{stroke,temperature,color,restarts,pause,pen,hand}`,
    `${prefix}/{page,rate,heartbeat,open,until}`,
  ],
  {
    state(name) {
      document.body.dataset.link = name;
      $('link').textContent = WORDS[name];
      if (name !== 'live') return;
      writers.reconnected();
      askForHands();
    },
    message(address, args) {
      writers.hear(address, args);
      house.hear(address.slice(prefix.length + 1), args[0]);
      wake();
    },
    path: changed,
    refused: notice,
  },
);

const panel = new Panel(
  writers,
  Number(meta('temperature-max')),
  hands,
  (number, node, ...args) => {
    const sent = link.send(`${prefix}/writer/${number}/${node}`, ...args);
    if (!sent) notice('Not connected: nothing was changed.');
    return sent;
  },
  wake,
);
const page = new View($('page'), new Whole(), () => [...writers.all], wake);

function askForHands() {
  // Visitors would be refused.
  if (document.body.dataset.for === 'operator') hands.ask().then(wake);
}

let named = false; // paths that came or went, since the last PATH_CHANGED

/** The writers that there are now: those that come are heard of by their values. */
function changed(command, path) {
  if (command === 'PATH_REMOVED' && writers.removed(path)) redraw();
  if (command !== 'PATH_CHANGED') {
    named = true;
    return;
  }
  if (!named) { // too many to be named
    writers.reconnected();
    link.refresh();
  }
  named = false;
  askForHands(); // with the first writer there is somebody to give one to
  fetch(`.${prefix}/writer/1/temperature?RANGE`)
    .then((answer) => answer.json())
    .then(({ RANGE: [{ MAX }] }) => panel.max(MAX))
    .catch(() => {}); // there is no writer
}

let due = 0; // the next frame's number, 0 if none is asked for
let last = 0;

/** Asks for a frame. The browser gives none while the page is hidden, so nothing is done then. */
function wake() {
  due ||= requestAnimationFrame(frame);
}

function frame(now) {
  due = 0;
  const dt = (now - last) / 1000;
  last = now;
  shape();
  panel.update();
  const moving = [page, ...panel.views].map((view) => view.frame(dt, writers.page));
  if (moving.some(Boolean)) wake();
}

let shaped = '';

function shape() {
  const { width, height } = writers.page;
  if (shaped === `${width}/${height}`) return;
  shaped = `${width}/${height}`;
  $('page').style.setProperty('--aspect', width / height);
  redraw();
}

function redraw() {
  for (const view of [page, ...panel.views]) view.stale();
  wake();
}

onScheme(redraw);

let noticeTimer = 0;

function notice(text) {
  $('notice').textContent = text;
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(() => ($('notice').textContent = ''), 6000);
}
