// The phone page: the writers' cards and, where there is room for it, their whole page.

import { Whole } from './camera.js';
import { Desk } from './desk.js';
import { View } from './view.js';

const $ = (id) => document.getElementById(id);

const desk = new Desk();
$('name').textContent = document.title = desk.name;
desk.show(new View($('page'), new Whole(), () => [...desk.writers.all], () => desk.wake()));
