// Short texts to copy, one after the other, in parts as long as the paper is wide.

/** Where one is in the list: its text, and the word that its part begins with. */
export class Texts {
  place = { text: 0, word: 0 };
  #texts;

  /** @param {string} list one text a line */
  constructor(list) {
    this.#texts = list.split('\n').filter(Boolean);
  }

  /** Begins somewhere, so that who comes back writes something else. */
  shuffle() {
    this.place = { text: Math.floor(Math.random() * this.#texts.length), word: 0 };
  }

  /** Words that fit into a number of characters, one at least; no part is much longer than others. */
  part(characters) {
    const words = this.#words();
    const rest = words.join(' ').length;
    const fair = rest / Math.ceil(rest / characters);
    let text = words[0];
    for (const word of words.slice(1)) {
      if (text.length + 1 + word.length > characters || text.length >= fair) break;
      text += ' ' + word;
    }
    return text;
  }

  /** Goes on behind a part. */
  pass(part) {
    this.place.word += part.split(' ').length;
    if (this.#words().length > 0) return;
    this.place = { text: (this.place.text + 1) % this.#texts.length, word: 0 };
  }

  #words() {
    this.place.text %= this.#texts.length; // of a list that has become shorter
    return this.#texts[this.place.text].split(' ').slice(this.place.word);
  }
}
