// One writer in plain JavaScript, written from the formulas (Graves 2013, sections 2 and 4) with
// care for speed: typed arrays, nothing allocated in a step, four rows of weights in one pass.
// node writer.mjs weights.json

import { readFileSync } from 'node:fs';
import { takeTurns } from './turns.mjs';

const TEMPERATURE = 0.65;
const FORGET_BIAS = 1;

const [outputRows, outputBiasRow, inputRows, recurrentRows, biasRow] = JSON.parse(
  readFileSync(process.argv[2], 'utf8'),
);
const units = recurrentRows.length;
const gates = 4 * units;
const inputKernel = matrix(inputRows, 2.0); // (3, gates)
const recurrentKernel = matrix(recurrentRows, 0.8); // (units, gates)
const bias = matrix([biasRow], 1.5); // (gates,)
const outputKernel = matrix(outputRows, 1.5); // (units, outputs)
const outputBias = matrix([outputBiasRow], 2.5); // (outputs,)
const outputs = outputBias.length;
const mixtures = (outputs - 1) / 6;

const offset = new Float32Array(3); // dx, dy, pen
const hidden = new Float32Array(units);
const cell = new Float32Array(units);
const sums = new Float32Array(gates); // i, g, f, o
const raw = new Float32Array(outputs);
const tempered = new Float64Array(mixtures);

takeTurns(
  () => {
    update();
    sample();
  },
  offsets => {
    zero();
    for (let i = 0; i < offsets.length; i += 3) {
      offset.set(offsets.slice(i, i + 3));
      update();
    }
    const found = raw.slice();
    zero();
    return found;
  },
);

function matrix(rows, scale) {
  const bytes = rows.map(row => Buffer.from(row, 'base64'));
  return Float32Array.from(Buffer.concat(bytes), b => ((b - 127) / 127) * scale);
}

function zero() {
  offset.fill(0);
  hidden.fill(0);
  cell.fill(0);
}

/** to += from x kernel */
function addProduct(from, kernel, to) {
  const rows = from.length;
  const columns = to.length;
  let k = 0;
  for (; k + 4 <= rows; k += 4) {
    const a = from[k];
    const b = from[k + 1];
    const c = from[k + 2];
    const d = from[k + 3];
    const w0 = k * columns;
    const w1 = w0 + columns;
    const w2 = w1 + columns;
    const w3 = w2 + columns;
    for (let j = 0; j < columns; j++) {
      to[j] +=
        a * kernel[w0 + j] + b * kernel[w1 + j] + c * kernel[w2 + j] + d * kernel[w3 + j];
    }
  }
  for (; k < rows; k++) {
    const a = from[k];
    const w = k * columns;
    for (let j = 0; j < columns; j++) {
      to[j] += a * kernel[w + j];
    }
  }
}

function sigmoid(x) {
  return 1 / (1 + Math.exp(-x));
}

function update() {
  sums.set(bias);
  addProduct(offset, inputKernel, sums);
  addProduct(hidden, recurrentKernel, sums);
  for (let u = 0; u < units; u++) {
    const i = sigmoid(sums[u]);
    const g = Math.tanh(sums[units + u]);
    const f = sigmoid(sums[2 * units + u] + FORGET_BIAS);
    const o = sigmoid(sums[3 * units + u]);
    cell[u] = cell[u] * f + i * g;
    hidden[u] = Math.tanh(cell[u]) * o;
  }
  raw.set(outputBias);
  addProduct(hidden, outputKernel, raw);
}

/** Draws the next offset: pi to the power 1/t, sigma times t, the pen as it is. */
function sample() {
  let max = -Infinity;
  for (let k = 0; k < mixtures; k++) {
    max = Math.max(max, raw[1 + k]);
  }
  let sum = 0;
  for (let k = 0; k < mixtures; k++) {
    tempered[k] = Math.exp((raw[1 + k] - max) / TEMPERATURE);
    sum += tempered[k];
  }
  let left = Math.random() * sum;
  let k = 0;
  while (k < mixtures - 1 && (left -= tempered[k]) >= 0) {
    k++;
  }
  const sigmaX = TEMPERATURE * Math.exp(raw[1 + 3 * mixtures + k]);
  const sigmaY = TEMPERATURE * Math.exp(raw[1 + 4 * mixtures + k]);
  const rho = Math.tanh(raw[1 + 5 * mixtures + k]);
  const radius = Math.sqrt(-2 * Math.log(1 - Math.random()));
  const angle = 2 * Math.PI * Math.random();
  const z1 = radius * Math.cos(angle);
  const z2 = radius * Math.sin(angle);
  offset[0] = raw[1 + mixtures + k] + sigmaX * z1;
  offset[1] = raw[1 + 2 * mixtures + k] + sigmaY * (rho * z1 + Math.sqrt(1 - rho * rho) * z2);
  offset[2] = Math.random() < sigmoid(raw[0]) ? 1 : 0;
}
