// Health at a glance: a sentence, what is wrong, and figures.

import { $ } from './dom.js';

const MIB = 2 ** 20;
const NUMBER = new Intl.NumberFormat('en');

/** Shows the figures, and what /healthz says. */
export class Health {
  #figures;

  constructor(figures) {
    this.#figures = figures;
  }

  /** @param {boolean} alive whether the figures are new */
  async show(alive) {
    const answer = alive && (await fetch('healthz').catch(() => null));
    if (!answer) return this.#say('lost', 'Nobody answers', []);
    const [, ...troubles] = (await answer.text()).trim().split('\n');
    if (!answer.ok) this.#say('bad', 'The ticks have stopped', troubles);
    else if (troubles.length > 0) this.#say('warning', 'It writes, but', troubles);
    else this.#say('well', 'All is well', []);
    this.#fill();
  }

  #say(state, words, troubles) {
    $('health').dataset.state = state;
    $('health').textContent = words;
    const items = troubles.map((trouble) => {
      const item = document.createElement('li');
      item.textContent = trouble;
      return item;
    });
    $('troubles').replaceChildren(...items);
  }

  #fill() {
    const f = this.#figures;
    const clients = f.get('inkcast_web_connections') + f.get('inkcast_osc_subscribers') + f.get('inkcast_midi_peers');
    const texts = {
      ticks: number(f.rate('inkcast_ticks_total'), 1),
      missed: number(f.grown('inkcast_missed_ticks_total')),
      late: duration(f.quantile('inkcast_tick_lateness_seconds', 0.99)),
      strokes: number(f.get('inkcast_strokes_total')),
      clients: number(clients),
      up: uptime(Date.now() / 1000 - f.get('process_start_time_seconds')),
      memory: `${number(f.get('process_resident_memory_bytes') / MIB)} MiB`,
      files: number(f.get('process_open_fds')),
    };
    for (const [name, text] of Object.entries(texts)) {
      document.querySelector(`[data-figure=${name}]`).textContent = text;
    }
  }
}

function number(value, digits = 0) {
  return Number.isFinite(value) ? NUMBER.format(Number(value.toFixed(digits))) : '…';
}

function duration(seconds) {
  if (Number.isNaN(seconds)) return '…';
  if (seconds === Infinity) return '> 5 s';
  return seconds < 1 ? `${number(seconds * 1000, 2)} ms` : `${number(seconds, 1)} s`;
}

function uptime(seconds) {
  const minutes = Math.max(0, Math.floor(seconds / 60)); // the clocks may differ
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.floor(hours / 24)} days`;
  return hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
}
