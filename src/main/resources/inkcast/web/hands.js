// The hands that an operator may give to writers.

/** Which hands there are; asks the server, for a file may have come or gone. */
export class Hands {
  names = []; // another array when there are others
  #url;

  /** @param {string} prefix of all addresses */
  constructor(prefix) {
    this.#url = `.${prefix}/writer/1/hand?RANGE`;
  }

  /** Asks anew; what was known stays if nobody answers. */
  async ask() {
    const answer = await fetch(this.#url).catch(() => null);
    if (!answer?.ok) return;
    const names = (await answer.json()).RANGE[0].VALS;
    if (names.join('\n') !== this.names.join('\n')) this.names = names;
  }
}

/** A card's choice of a hand, shown where there is one to make. */
export class HandChoice {
  #select;
  #hands;
  #shown = {};

  /**
   * @param {HTMLSelectElement} select
   * @param {Hands} hands
   * @param {(name: string) => void} send
   */
  constructor(select, hands, send) {
    this.#select = select;
    this.#hands = hands;
    for (const event of ['pointerdown', 'focus']) {
      select.addEventListener(event, () => hands.ask());
    }
    select.addEventListener('change', () => {
      send(select.value);
      select.value = this.#shown.hand; // until the server says that it is the new one
    });
  }

  /** @param {string} hand what is written in now; empty if nobody knows, or several are */
  show(hand) {
    const { names } = this.#hands;
    if (names === this.#shown.names && hand === this.#shown.hand) return;
    this.#shown = { names, hand };
    // A hand that writes on may have no file any more.
    const all = names.includes(hand) ? names : [hand, ...names];
    this.#select.replaceChildren(...all.map((name) => new Option(name || 'several', name)));
    this.#select.value = hand;
    this.#select.hidden = names.length < 2;
  }
}
