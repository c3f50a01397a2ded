// The WebSocket to the server: opens it, notices when it is dead, opens it again.

import { read } from './osc.js';

const FIRST_DELAY = 250; // ms
const MAX_DELAY = 5000; // ms
const SILENCE = 4000; // ms; the heartbeat comes every second, so this is no mere hiccup
const OPENING = 8000; // ms; a handshake that takes longer is tried anew

/**
 * A link that comes back by itself.
 *
 * @param {string[]} patterns what to LISTEN to
 * @param {{state: Function, message: Function, path: Function, turn: Function, refused: Function}} owner is told:
 *     `state` of 'connecting', 'live' or 'reconnecting'; `message` of an address and its arguments;
 *     `path` of a COMMAND such as 'PATH_REMOVED' and its path; `turn` of an address where one has asked
 *     for a turn, how many are before (-1: it is over), and how many strokes a second are taken; `refused` of a sentence from the
 *     server and what that was for
 */
export class Link {
  #patterns;
  #owner;
  #socket = null;
  #timer = 0;
  #failures = 0;
  #heard = 0; // when the last frame came, or the socket was made

  constructor(patterns, owner) {
    this.#patterns = patterns;
    this.#owner = owner;
    setInterval(() => this.#watch(), 1000);
    // A phone closes sockets in the background, often without a word: look at once on return.
    document.addEventListener('visibilitychange', () => this.#wake());
    window.addEventListener('online', () => this.#wake());
    window.addEventListener('pageshow', () => this.#wake());
    owner.state('connecting');
    this.#open();
  }

  /** Whether a message can be sent now. */
  get live() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** Sends one OSC message; false if there is no link, for nothing is kept for later. */
  send(address, ...args) {
    if (!this.live) return false;
    this.#socket.send(JSON.stringify({ address, args }));
    return true;
  }

  /** LISTENs to one address or pattern more, also after a reconnection. */
  listen(DATA) {
    this.#patterns = [...this.#patterns, DATA];
    if (this.live) this.#socket.send(JSON.stringify({ COMMAND: 'LISTEN', DATA }));
  }

  /** Listens to it no more. */
  ignore(DATA) {
    this.#patterns = this.#patterns.filter((one) => one !== DATA);
    if (this.live) this.#socket.send(JSON.stringify({ COMMAND: 'IGNORE', DATA }));
  }

  /** Asks for all current values anew. */
  refresh() {
    if (!this.live) return;
    for (const COMMAND of ['IGNORE', 'LISTEN']) {
      for (const DATA of this.#patterns) this.#socket.send(JSON.stringify({ COMMAND, DATA }));
    }
  }

  #open() {
    clearTimeout(this.#timer);
    const socket = new WebSocket(new URL('./', location.href).href.replace(/^http/, 'ws'));
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    this.#heard = performance.now();
    socket.onopen = () => {
      for (const DATA of this.#patterns) socket.send(JSON.stringify({ COMMAND: 'LISTEN', DATA }));
    };
    socket.onmessage = ({ data }) => this.#hear(data);
    socket.onclose = () => this.#again();
  }

  #hear(data) {
    this.#heard = performance.now();
    if (typeof data === 'string') return this.#notice(data);
    if (this.#failures >= 0) {
      this.#failures = -1; // an open socket is no link yet: a full house closes it with a word
      this.#owner.state('live');
    }
    try {
      read(data, this.#owner.message);
    } catch (e) {
      console.warn('frame skipped:', e);
    }
  }

  #notice(json) {
    const { error, for: cause, COMMAND, DATA, PLACE, POINTS } = JSON.parse(json);
    if (COMMAND === 'TURN') this.#owner.turn(DATA, PLACE, POINTS);
    else if (COMMAND) this.#owner.path(COMMAND, DATA);
    if (error) this.#owner.refused(error, cause);
  }

  #again() {
    this.#drop();
    this.#failures = Math.max(0, this.#failures) + 1;
    this.#owner.state('reconnecting');
    // Jitter, so that a hall full of phones does not knock all at once.
    const delay = Math.min(MAX_DELAY, FIRST_DELAY * 2 ** (this.#failures - 1));
    this.#timer = setTimeout(() => this.#open(), delay * (0.5 + Math.random() / 2));
  }

  /** Forgets the socket without waiting for its close, which a dead network delays by minutes. */
  #drop() {
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #watch() {
    if (document.hidden || !this.#socket) return;
    const patience = this.live ? SILENCE : OPENING;
    if (performance.now() - this.#heard > patience) this.#again();
  }

  #wake() {
    if (document.hidden) return;
    if (this.live && performance.now() - this.#heard < SILENCE) return;
    if (this.#socket?.readyState === WebSocket.CONNECTING) return;
    this.#drop();
    this.#owner.state('reconnecting');
    this.#failures = Math.max(0, this.#failures);
    this.#open();
  }
}
