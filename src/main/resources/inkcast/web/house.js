// Whether the house is open, in words.

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const DAY = 86_400_000; // ms

/** Says that the house is closed, and when it opens. */
export class House {
  #element;
  #open = true;
  #until = '';

  /** @param {HTMLElement} element of the sentence, hidden while the house is open */
  constructor(element) {
    this.#element = element;
  }

  /** Takes in the value of a node. */
  hear(node, value) {
    if (node === 'open') this.#open = value === 1;
    else if (node === 'until') this.#until = value;
    else return;
    document.body.dataset.house = this.#open ? 'open' : 'closed';
    this.#element.hidden = this.#open;
    this.#element.textContent = this.#open ? '' : `Closed${opens(this.#until, Date.now())}`;
  }
}

/**
 * When that is, by the clocks of the house, wherever the phone comes from.
 *
 * @param {string} until ISO 8601 with an offset, such as 2026-11-30T10:00+01:00, or empty
 * @param {number} now ms since 1970
 */
export function opens(until, now) {
  const time = /^(\d+-\d+-\d+)T(\d+:\d+)/.exec(until);
  if (!time) return '';
  const there = Date.parse(`${time[0]}Z`); // as if it were UTC
  const offset = there - Date.parse(until);
  const days = Math.floor(there / DAY) - Math.floor((now + offset) / DAY);
  if (days <= 0) return ` · opens at ${time[2]}`;
  if (days === 1) return ` · opens tomorrow at ${time[2]}`;
  if (days < 7) return ` · opens on ${DAYS[new Date(there).getUTCDay()]} at ${time[2]}`;
  return ` · opens on ${time[1]} at ${time[2]}`;
}
