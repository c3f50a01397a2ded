// Where OSC and MIDI go: whether anybody takes it, and the list to change.

import { $ } from './dom.js';

/** The targets as told by the server, each with what becomes of its packets. */
export class Targets {
  #figures;
  #send;
  #list = [];

  /** @param {(list: string[]) => void} send all targets that there are to be */
  constructor(figures, send) {
    this.#figures = figures;
    this.#send = send;
    $('add').addEventListener('submit', (event) => {
      event.preventDefault();
      const to = $('target').value.trim();
      if (!to) return;
      if (!this.#list.includes(to)) send([...this.#list, to]);
      $('target').value = '';
    });
  }

  /** @param {string[]} list all that there are now */
  show(list) {
    this.#list = list;
    const rows = [...new Set(list)].map((to) => {
      const row = this.#row(to);
      const remove = row.querySelector('button');
      remove.setAttribute('aria-label', `Remove ${to}`);
      remove.title = `Remove ${to}`;
      remove.addEventListener('click', () => this.#send(this.#list.filter((other) => other !== to)));
      return row;
    });
    $('targets').replaceChildren(...rows);
    this.update();
  }

  /** Says how it is with each. */
  update() {
    if (!this.#figures.now) return;
    const packets = this.#figures.targets();
    for (const row of $('targets').children) say(row, ...state(packets.get(row.dataset.name)));
    const ports = this.#figures.now.all('inkcast_midi_port_open');
    $('midi').hidden = ports.length === 0;
    $('ports').replaceChildren(
      ...ports.map(({ labels: { port }, value }) => {
        const row = this.#row(port);
        row.querySelector('button').remove();
        say(row, value === 1 ? 'well' : 'warning', value === 1 ? 'open' : 'not there');
        return row;
      }),
    );
  }

  #row(name) {
    const row = $('row').content.firstElementChild.cloneNode(true);
    row.dataset.name = name;
    row.querySelector('.name').textContent = name;
    return row;
  }
}

function say(row, state, word) {
  row.dataset.state = state;
  row.querySelector('.word').textContent = word;
}

/** Of a target since the last look. */
function state(packets) {
  if (!packets) return ['unknown', ''];
  const { sent, failed, dropped } = packets;
  if (dropped > 0) return ['warning', 'no address'];
  if (failed > 0) return ['warning', 'nobody listens'];
  return sent > 0 ? ['well', 'sent'] : ['unknown', ''];
}
