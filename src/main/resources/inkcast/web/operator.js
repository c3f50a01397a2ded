// The operators' page: how it is, where it goes, and the writers' cards with a pause.

import { Desk } from './desk.js';
import { $ } from './dom.js';
import { Figures } from './figures.js';
import { Health } from './health.js';
import { Targets } from './targets.js';

const EVERY = 2000; // ms
const PATIENCE = 30000; // ms; a hand may have to be read

const desk = new Desk({
  nodes: ',targets',
  hear(address, args) {
    if (address === `${desk.prefix}/rate`) showRate(args[0]);
    if (address === `${desk.prefix}/open`) showHouse(args[0] === 1);
    if (address === `${desk.prefix}/targets`) targets.show(args.filter((to) => to !== false));
  },
  refused(error, cause) {
    if (cause !== `${desk.prefix}/reload`) return false;
    answer(`Not taken over: ${error}`);
    return true;
  },
});
const figures = new Figures();
const health = new Health(figures);
const targets = new Targets(figures, (list) =>
  desk.send('targets', ...(list.length > 0 ? list : [false])),
);

let rate = NaN;

function showRate(value) {
  rate = Math.round(value * 1000) / 1000;
  if (document.activeElement !== $('rate')) $('rate').value = rate;
}

$('rate').addEventListener('blur', ({ relatedTarget }) => {
  if (!relatedTarget?.closest('#pace')) $('rate').value = rate; // what was not set is not so
});

$('pace').addEventListener('submit', (event) => {
  event.preventDefault();
  desk.send('rate', $('rate').valueAsNumber);
  $('rate').blur();
});

let open = true;

function showHouse(now) {
  open = now;
  $('curtain').hidden = false;
  $('curtain').textContent = open ? 'Close now' : 'Open now';
}

$('curtain').addEventListener('click', () => desk.send('open', open ? 0 : 1));

let asked = NaN; // when a reload was asked for, ms

$('reload').addEventListener('click', () => {
  if (!desk.send('reload')) return;
  answer('Asked…');
  $('reload').disabled = true;
  asked = Date.now();
  before = figures.now?.get(RELOADED);
});

const RELOADED = 'inkcast_config_last_reload_success_timestamp_seconds';
let before = NaN; // that figure then

function answer(words) {
  $('answer').textContent = words;
  $('reload').disabled = false;
  asked = NaN;
}

function seeWhetherReloaded() {
  if (Number.isNaN(asked)) return;
  if (before === undefined) before = figures.get(RELOADED); // the first answer since the page is there
  else if (figures.get(RELOADED) !== before) answer('Taken over.');
  else if (Date.now() - asked > PATIENCE) answer('No answer: see the log.');
}

async function look() {
  if (!document.hidden) {
    const alive = await figures.read();
    await health.show(alive);
    if (alive) {
      targets.update();
      seeWhetherReloaded();
    }
  }
  setTimeout(look, EVERY);
}

look();
