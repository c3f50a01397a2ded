// Frames to draw in, while something wants one.

/** The browser gives none while the page is hidden, so nothing is done then. */
export class Frames {
  #draw;
  #due = 0; // the next frame's number, 0 if none is asked for
  #last = 0;

  /** @param {(dt: number, now: number) => boolean} draw seconds since the last frame, and ms; says whether something still moves */
  constructor(draw) {
    this.#draw = draw;
  }

  /** Asks for a frame. */
  wake() {
    this.#due ||= requestAnimationFrame((now) => this.#frame(now));
  }

  #frame(now) {
    this.#due = 0;
    const dt = (now - this.#last) / 1000;
    this.#last = now;
    if (this.#draw(dt, now)) this.wake();
  }
}
