// The wall: the writers' page as large as the window, for a projector. Runs for months.

import { $, meta } from './dom.js';
import { Frames } from './frames.js';
import { Link } from './link.js';
import { Projection } from './projection.js';
import { Sheet } from './sheet.js';
import { wishes } from './wishes.js';
import { Writers } from './writers.js';

const MOST = 4096 * 2304; // canvas pixels
const RESTLESS = 2000; // ms that a moved pointer is seen

const prefix = meta('prefix');
const body = document.body;

const { paper, part, numbers, wrong } = wishes(location.search);
body.dataset.paper = paper;
$('word').textContent = wrong;

const writers = new Writers(prefix);
const sheet = new Sheet($('page'), getComputedStyle($('page')).backgroundColor, paper === 'dark', lay);
let laid = '';
const frames = new Frames((dt, now) => frame(now));

const which = numbers ? `{${numbers.join(',')}}` : '*';
const link = new Link(
  [
    // In this order: a heartbeat says that the writers' current values have come before it.
    `${prefix}/writer/${which}/{stroke,color,restarts,ghost}`,
    `${prefix}/{page,heartbeat,open}`,
  ],
  {
    state(name) {
      body.dataset.link = name;
      $('link').textContent = name === 'reconnecting' ? 'Reconnecting…' : '';
      if (name !== 'live') return;
      writers.reconnected();
      renew();
    },
    message(address, args) {
      writers.hear(address, args);
      if (address === `${prefix}/open`) body.dataset.house = args[0] === 1 ? 'open' : 'closed';
      wake();
    },
    path(command, path) {
      if (command === 'PATH_REMOVED') writers.removed(path);
      if (command !== 'PATH_CHANGED') return;
      writers.reconnected();
      link.refresh();
    },
    refused() {}, // there is no such writer yet
  },
);

function wake() {
  frames.wake();
}

/** Says whether something still moves. */
function frame(now) {
  const { width, height } = writers.page;
  const shape = [innerWidth, innerHeight, devicePixelRatio, width, height].join();
  if (shape !== laid) lay();
  laid = shape;
  return sheet.frame(writers, now);
}

/** Lets the whole page, or the part that is wanted, fill the window but for what its shape leaves. */
function lay() {
  const ratio = Math.min(devicePixelRatio, Math.sqrt(MOST / (innerWidth * innerHeight)));
  const [left, top, width, height] = part ?? [0, 0, writers.page.width, writers.page.height];
  const scale = Math.min(innerWidth / width, innerHeight / height);
  const x = (innerWidth - scale * width) / 2 - scale * left;
  const y = (innerHeight - scale * height) / 2 - scale * top;
  sheet.lay(innerWidth, innerHeight, ratio, new Projection(scale, x, y));
  wake();
}

/** Nobody comes to reload a wall when another version of the server serves another page. */
async function renew() {
  const answer = await fetch('wall').catch(() => null);
  if (answer?.ok && !(await answer.text()).includes(`content="${meta('build')}"`)) location.reload();
}

function toggleFullScreen() {
  const done = document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen?.();
  done?.catch(() => {}); // the browser does not want to
}

/** An extra: browsers have it for https and for this machine's own pages alone. */
function stayAwake() {
  if (!document.hidden) navigator.wakeLock?.request('screen').catch(() => {});
}

let still = 0; // a timer
function stir() {
  delete body.dataset.still;
  clearTimeout(still);
  still = setTimeout(() => (body.dataset.still = ''), RESTLESS);
}

window.addEventListener('resize', wake);
window.addEventListener('pointermove', stir);
window.addEventListener('dblclick', toggleFullScreen);
window.addEventListener('keydown', ({ key, repeat }) => {
  if (key.toLowerCase() === 'f' && !repeat) toggleFullScreen();
});
document.addEventListener('visibilitychange', stayAwake);
stayAwake();
stir();
wake();
