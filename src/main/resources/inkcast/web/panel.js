// The cards: one a writer, and one for all.

import { Follow } from './camera.js';
import { ink } from './color.js';
import { $ } from './dom.js';
import { HandChoice } from './hands.js';
import { Slider } from './slider.js';
import { View } from './view.js';

// A card costs a canvas and some touch targets; nobody steers a thousand at once. The page shows
// the ink of all.
const FIRST_CARDS = 24;

/** Shows the first writers, more on request, or those from a number on. */
export class Panel {
  #writers;
  #send; // (node, args...) for one writer number or '*'
  #max;
  #hands;
  #wake;
  #cards = new Map(); // number to card
  #all;
  #limit = FIRST_CARDS;
  #first = 1;
  #shown = {};

  /** @param {Hands} hands to choose from */
  constructor(writers, max, hands, send, wake) {
    this.#writers = writers;
    this.#send = send;
    this.#max = max;
    this.#hands = hands;
    this.#wake = wake;
    this.#all = new Card('all', max, hands, (node, ...args) => send('*', node, ...args));
    $('all').append(this.#all.element);
    $('more').addEventListener('click', () => {
      this.#limit += FIRST_CARDS;
      wake();
    });
    $('find').addEventListener('submit', (event) => event.preventDefault());
    $('first').addEventListener('input', ({ target }) => {
      this.#first = Math.max(1, Math.floor(target.valueAsNumber) || 1);
      this.#limit = FIRST_CARDS;
      wake();
    });
  }

  /** Sets the upper end of all sliders. */
  max(max) {
    this.#max = max;
    for (const card of [this.#all, ...this.#cards.values()]) card.slider.max(max);
  }

  /** The strips of all cards. */
  get views() {
    return [...this.#cards.values()].map((card) => card.view);
  }

  /** Brings the cards in step with the writers. */
  update() {
    const { numbers } = this.#writers;
    const key = `${this.#first} ${this.#limit}`;
    if (numbers !== this.#shown.numbers || key !== this.#shown.key) {
      this.#shown = { numbers, key };
      this.#choose(numbers);
    }
    for (const [number, card] of this.#cards) card.update(this.#writers.get(number));
    this.#updateAll();
  }

  #choose(numbers) {
    const from = numbers.filter((number) => number >= this.#first);
    this.#show(from.slice(0, this.#limit));
    $('more').hidden = from.length <= this.#limit;
    $('find').hidden = numbers.length <= FIRST_CARDS;
    $('count').textContent = `of ${numbers.length}`;
    $('all').hidden = numbers.length < 2;
  }

  #show(numbers) {
    const wanted = new Set(numbers);
    for (const [number, card] of this.#cards) {
      if (wanted.has(number)) continue;
      card.close();
      this.#cards.delete(number);
    }
    const list = $('writers');
    numbers.forEach((number, i) => {
      if (this.#cards.has(number)) return;
      const send = (node, ...args) => this.#send(number, node, ...args);
      const card = new Card(number, this.#max, this.#hands, send);
      card.follow(this.#writers, this.#wake);
      const item = document.createElement('li');
      item.append(card.element);
      list.insertBefore(item, list.children[i] ?? null);
      this.#cards.set(number, card);
    });
  }

  #updateAll() {
    let count = 0;
    let sum = 0;
    let low = Infinity;
    let high = -Infinity;
    const hands = new Set();
    let resting = true;
    for (const { temperature, hand, paused } of this.#writers.all) {
      hands.add(hand);
      resting &&= paused;
      if (Number.isNaN(temperature)) continue;
      count++;
      sum += temperature;
      low = Math.min(low, temperature);
      high = Math.max(high, temperature);
    }
    this.#all.rest(resting && hands.size > 0);
    this.#all.hand.show(hands.size === 1 ? [...hands][0] : '');
    if (count > 0) this.#all.slider.show(high > low ? sum / count : low, high - low > 0.005);
  }
}

/** A slider, a restart button and a choice of hands, for one writer or for all. */
class Card {
  element;
  slider;
  hand;
  view = null;
  #part; // by data-role
  #color;
  #who;
  #paused = false;

  /** @param {number|'all'} which */
  constructor(which, max, hands, send) {
    this.element = $('card').content.firstElementChild.cloneNode(true);
    this.element.dataset.writer = which;
    this.#part = (role) => this.element.querySelector(`[data-role=${role}]`);
    const who = which === 'all' ? 'all writers' : `writer ${which}`;
    this.#who = who;
    const title = which === 'all' ? 'All writers' : `Writer ${which}`;
    this.element.setAttribute('aria-label', title);
    this.#part('title').textContent = title;
    this.#part('temperature').setAttribute('aria-label', `Temperature of ${who}`);
    const restart = this.#part('restart');
    restart.setAttribute('aria-label', `Restart ${who}`);
    restart.title = `Restart ${who}`;
    restart.addEventListener('click', () => {
      send('restart');
      this.#turn(restart);
    });
    this.#part('write').addEventListener('click', () =>
      this.element.dispatchEvent(new CustomEvent('write', { bubbles: true, detail: which })),
    );
    this.#part('write').title = `Write with ${who}`;
    const svg = this.#part('svg');
    svg.href = `writer/${which}.svg`;
    svg.download = `writer-${which}.svg`;
    svg.title = `Save the ink of ${who}`;
    svg.setAttribute('aria-label', svg.title);
    this.slider = new Slider(this.element, max, (value) => send('temperature', value));
    this.#part('pause').addEventListener('click', () => send('pause', this.#paused ? 0 : 1));
    this.#name(false);
    const hand = this.#part('hand');
    hand.setAttribute('aria-label', `Hand of ${who}`);
    this.hand = new HandChoice(hand, hands, (name) => send('hand', name));
    if (which === 'all') {
      this.element.querySelector('.strip').remove();
      this.#part('write').remove();
      svg.remove();
    }
  }

  /** Gives the card a strip of paper under its writer's pen. */
  follow(writers, wake) {
    const number = Number(this.element.dataset.writer);
    const strip = this.element.querySelector('.strip');
    strip.setAttribute('aria-label', `Ink of writer ${number}`);
    const mine = () => [writers.get(number)].filter(Boolean);
    this.view = new View(strip, new Follow(() => writers.get(number)), mine, wake);
  }

  update(writer) {
    this.slider.show(writer.temperature);
    this.hand.show(writer.hand);
    this.rest(writer.paused);
    const color = ink(writer.line.color);
    if (color === this.#color) return;
    this.#color = color;
    this.element.style.setProperty('--ink', color);
  }

  /** Whether it is held: then the button lets it go on, where there is one. */
  rest(paused) {
    if (paused === this.#paused) return;
    this.#paused = paused;
    this.#part('resting').hidden = !paused;
    this.element.classList.toggle('resting', paused);
    this.#name(paused);
  }

  #name(paused) {
    const pause = this.#part('pause');
    pause.title = `${paused ? 'Resume' : 'Pause'} ${this.#who}`;
    pause.setAttribute('aria-label', pause.title);
  }

  close() {
    this.view.close();
    this.element.parentElement.remove();
  }

  #turn(button) {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    button.firstElementChild.animate({ rotate: ['0deg', '360deg'] }, { duration: 500, easing: 'ease-out' });
  }
}
