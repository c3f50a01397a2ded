// Lets the published JavaScript take turns, from a folder outside this project that has its
// model.js, weights.js and numjs.js as they are. node published.mjs FOLDER

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve, join } from 'node:path';
import { runInThisContext } from 'node:vm';
import { takeTurns } from './turns.mjs';

const folder = resolve(process.argv[2]);
globalThis.nj = createRequire(join(folder, '/'))('./numjs.js');
// As a page does with script tags; in one piece, since they speak through top-level variables.
const model = runInThisContext(
  ['weights.js', 'model.js'].map(file => readFileSync(join(folder, file), 'utf8')).join('\n') +
    '\n;Model;',
);

const TEMPERATURE = 0.65;
let offset = model.zero_input();
let state = model.zero_state();

takeTurns(
  () => {
    state = model.update(offset, state);
    offset = model.sample(model.get_pdf(state), TEMPERATURE);
  },
  () => [], // it gives no raw outputs; it is what the others are tested against
);
