// One temperature slider: what it shows, what it sends, and whose hand is on it.

const SEND_EVERY = 50; // ms
const ECHO = 600; // ms; after that one's own value has come back, or has been overruled

/**
 * Sends while it is moved, at most 20 times a second and always the last value. What others do moves
 * it too, but never while it is held, nor until one's own last value has come back.
 */
export class Slider {
  #input;
  #output;
  #send;
  #newest = NaN; // from the server
  #own = NaN; // the last one sent and not yet echoed
  #pressed = false;
  #echoTimer = 0;
  #sendTimer = 0;
  #sentAt = -Infinity;

  /**
   * @param {HTMLElement} root holds the input and the output
   * @param {number} max
   * @param {(value: number) => boolean} send false if it could not be sent
   */
  constructor(root, max, send) {
    this.#input = root.querySelector('[data-role=temperature]');
    this.#output = root.querySelector('[data-role=value]');
    this.#send = send;
    this.#input.max = max;
    this.#input.addEventListener('input', () => this.#moved());
    this.#input.addEventListener('pointerdown', () => (this.#pressed = true));
    for (const end of ['pointerup', 'pointercancel', 'change', 'blur']) {
      this.#input.addEventListener(end, () => this.#released());
    }
  }

  /** Sets the upper end. */
  max(max) {
    this.#input.max = max;
    if (!this.#held && !Number.isNaN(this.#newest)) this.#paint(this.#newest);
  }

  /** The server's value; `mixed` if it is the mean of several that differ. */
  show(value, mixed = false) {
    if (value === this.#newest && mixed === this.#output.classList.contains('mixed')) return;
    this.#newest = value;
    this.#output.classList.toggle('mixed', mixed);
    if (Math.abs(value - this.#own) < 0.006) this.#settle();
    else if (!this.#held) this.#paint(value);
  }

  get #held() {
    return this.#pressed || !Number.isNaN(this.#own);
  }

  #moved() {
    const value = this.#input.valueAsNumber;
    this.#own = value;
    this.#paint(value);
    if (!this.#sendTimer) {
      const wait = Math.max(0, this.#sentAt + SEND_EVERY - performance.now());
      this.#sendTimer = setTimeout(() => this.#flush(), wait);
    }
    this.#awaitEcho();
  }

  #flush() {
    this.#sendTimer = 0;
    this.#sentAt = performance.now();
    if (!this.#send(this.#input.valueAsNumber)) this.#settle();
  }

  #released() {
    this.#pressed = false;
    if (this.#held) this.#awaitEcho();
    else this.#paint(this.#newest);
  }

  #awaitEcho() {
    clearTimeout(this.#echoTimer);
    this.#echoTimer = setTimeout(() => this.#settle(), ECHO);
  }

  /** The server has the last word, as soon as the hand is off. */
  #settle() {
    if (this.#sendTimer) return;
    clearTimeout(this.#echoTimer);
    this.#own = NaN;
    if (!this.#pressed) this.#paint(this.#newest);
  }

  #paint(value) {
    if (Number.isNaN(value)) return;
    const mixed = this.#output.classList.contains('mixed') && !this.#held;
    const words = `${mixed ? '≈' : ''}${value.toFixed(2)}`;
    this.#input.value = value;
    this.#input.setAttribute('aria-valuetext', mixed ? `${value.toFixed(2)} on average` : words);
    this.#input.parentElement.style.setProperty('--part', value / this.#input.max);
    this.#output.textContent = words;
  }
}
