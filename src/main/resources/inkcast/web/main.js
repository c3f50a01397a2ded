// The visitors' page: the writers' cards, a sheet to write on and, where there is room for it, their
// whole page.

import { Whole } from './camera.js';
import { Desk } from './desk.js';
import { $ } from './dom.js';
import { Writing } from './writing.js';
import { View } from './view.js';

let writing = null;
const desk = new Desk({
  turn: (...notice) => writing?.told(...notice),
  lost: () => writing?.lost(),
  refused: (error, cause) => writing?.refused(error, cause) ?? false,
});
writing = new Writing(desk);
document.addEventListener('write', ({ detail }) => writing.open(detail));
$('name').textContent = document.title = desk.name;
desk.show(new View($('page'), new Whole(), () => [...desk.writers.all], () => desk.wake()));
