// An order of cells in which those that behave alike are neighbours.

/**
 * Prepares cells to be compared. A generator, which yields between short pieces of work, as the next
 * one does.
 *
 * @param {Int8Array[]} columns values of all cells, one stroke after the other
 * @param {number[]} cells that are meant
 * @returns {Float32Array[]} a row for each of them
 */
export function* compared(columns, cells) {
  const rows = [];
  for (const cell of cells) {
    rows.push(standard(columns, cell));
    if (rows.length % 16 === 0) yield;
  }
  return rows;
}

/**
 * Goes from each cell to the one, of those that are left, whose values rise and fall most alike
 * (Pearson's correlation), at whichever end of the chain that is; returns the rows' numbers in this
 * order.
 *
 * @param {Float32Array[]} rows of the cells
 * @param {number} first the one to begin with
 */
export function* chain(rows, first = 0) {
  const rest = rows.map((row, cell) => cell).filter((cell) => cell !== first);
  const order = [first];
  const ends = [first, first];
  const near = [null, null]; // to each end the nearest of the rest, null if not known
  while (rest.length > 0) {
    ends.forEach((end, i) => (near[i] ??= nearest(rows, rest, end)));
    const side = near[0].r > near[1].r ? 0 : 1;
    const { cell } = near[side];
    rest.splice(rest.indexOf(cell), 1);
    ends[side] = cell;
    if (side === 0) order.unshift(cell);
    else order.push(cell);
    near.forEach((one, i) => {
      if (i === side || one.cell === cell) near[i] = null;
    });
    yield;
  }
  return order;
}

/**
 * How alike neighbours are in an order: their mean correlation, -1..1.
 *
 * @param {number[]} order numbers of rows
 */
export function likeness(rows, order) {
  let sum = 0;
  for (let i = 1; i < order.length; i++) sum += dot(rows[order[i - 1]], rows[order[i]]);
  return sum / (order.length - 1);
}

function nearest(rows, rest, end) {
  let found = { cell: -1, r: -Infinity };
  for (const cell of rest) {
    const r = dot(rows[end], rows[cell]);
    if (r > found.r) found = { cell, r };
  }
  return found;
}

/** A cell's values around their mean, of length 1, so that a product of two is their correlation. */
function standard(columns, cell) {
  const row = new Float32Array(columns.length);
  let mean = 0;
  for (let i = 0; i < row.length; i++) mean += columns[i][cell] / row.length;
  for (let i = 0; i < row.length; i++) row[i] = columns[i][cell] - mean;
  const length = Math.sqrt(dot(row, row));
  for (let i = 0; i < row.length && length > 0; i++) row[i] /= length;
  return row;
}

function dot(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
