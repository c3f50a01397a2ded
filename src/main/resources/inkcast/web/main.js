// The visitors' page: the writers' cards, a sheet to write on and, where there is room for it, their
// whole page.

import { Whole } from './camera.js';
import { Desk } from './desk.js';
import { Sheet } from './sheet.js';
import { View } from './view.js';

const $ = (id) => document.getElementById(id);

let sheet = null;
const desk = new Desk({
  turn: (address, place) => sheet?.told(address, place),
  lost: () => sheet?.lost(),
});
sheet = new Sheet(desk);
document.addEventListener('write', ({ detail }) => sheet.open(detail));
$('name').textContent = document.title = desk.name;
desk.show(new View($('page'), new Whole(), () => [...desk.writers.all], () => desk.wake()));
