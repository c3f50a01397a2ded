// What one pen, finger or mouse does on an element.

const PEN_RESTS = 60_000; // ms

/** Follows one at a time; a hand that rests beside a pen is none. */
export class Stylus {
  device = 'mouse'; // that was set down last
  #element;
  #owner;
  #pointer = null; // the one that is down
  #penAt = -Infinity; // time stamp of the pen's last event

  /**
   * @param {HTMLElement} element
   * @param {{down: Function, move: Function, up: Function, instead: Function}} owner is told of
   *     events: `down` says whether it takes what is set down; `move` is told of all that lay
   *     between two frames; `up` of none if the pointer was lost; `instead` says whether the finger
   *     that is down was the hand of a pen that comes now
   */
  constructor(element, owner) {
    this.#element = element;
    this.#owner = owner;
    element.addEventListener('pointerdown', (event) => this.#down(event));
    element.addEventListener('pointermove', (event) => this.#move(event));
    for (const end of ['pointerup', 'pointercancel', 'lostpointercapture']) {
      element.addEventListener(end, (event) => this.#up(event));
    }
    // Or an iPhone shows its magnifying glass.
    element.addEventListener('touchstart', (event) => event.preventDefault(), { passive: false });
  }

  /** What is down counts no more. */
  release() {
    this.#pointer = null;
  }

  #down(event) {
    const { pointerType: type, pointerId, button } = event;
    if (button !== 0 || this.#isPalm(event)) return;
    if (this.#pointer !== null) {
      // A second finger is nobody's wish; but a pen comes after the hand that rests on the glass.
      if (type !== 'pen' || this.device === 'pen' || !this.#owner.instead()) return;
      this.release();
    }
    const before = this.device;
    this.device = ['pen', 'touch'].includes(type) ? type : 'mouse';
    if (!this.#owner.down(event)) {
      this.device = before;
      return;
    }
    event.preventDefault();
    if (type === 'pen') this.#penAt = event.timeStamp;
    this.#pointer = pointerId;
    try {
      this.#element.setPointerCapture(pointerId);
    } catch {
      // It has gone already: its pointerup is on its way.
    }
  }

  /** Fingers are the hand that holds the pen, until that has been away for a while. */
  #isPalm({ pointerType, timeStamp }) {
    return pointerType === 'touch' && timeStamp - this.#penAt < PEN_RESTS;
  }

  #move(event) {
    if (event.pointerId !== this.#pointer) return;
    if (this.device === 'pen') this.#penAt = event.timeStamp;
    // Only pages from https have what lay between two frames.
    const all = event.getCoalescedEvents?.() ?? [];
    this.#owner.move(all.length > 0 ? all : [event]);
  }

  #up(event) {
    if (event.pointerId !== this.#pointer) return;
    this.#pointer = null;
    this.#owner.up(event.type === 'pointerup' ? event : null);
  }
}
