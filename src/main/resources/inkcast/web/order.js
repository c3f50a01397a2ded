// An order of cells in which those that behave alike are neighbours.

/**
 * Goes from each cell to the one, of those that are left, whose values rise and fall most alike
 * (Pearson's correlation), at whichever end of the chain that is. A generator, which yields between
 * short pieces of work and returns the order.
 *
 * @param {Int8Array[]} columns values of all cells, one stroke after the other
 * @param {number} cells in each column
 * @param {number} first the cell to begin with
 */
export function* alike(columns, cells, first = 0) {
  const rows = [];
  for (let cell = 0; cell < cells; cell++) {
    rows.push(standard(columns, cell));
    if (cell % 32 === 31) yield;
  }
  const rest = rows.map((row, cell) => cell).filter((cell) => cell !== first);
  const order = [first];
  const ends = [first, first];
  const near = ends.map(() => null); // to each end the nearest of the rest, null if not known
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
 * @param {number[]} order cells
 */
export function likeness(columns, order) {
  const rows = order.map((cell) => standard(columns, cell));
  let sum = 0;
  for (let i = 1; i < rows.length; i++) sum += dot(rows[i - 1], rows[i]);
  return sum / (rows.length - 1);
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
  const row = Float32Array.from(columns, (column) => column[cell]);
  const mean = row.reduce((a, b) => a + b, 0) / row.length;
  let length = 0;
  for (let i = 0; i < row.length; i++) {
    row[i] -= mean;
    length += row[i] * row[i];
  }
  const unit = length > 0 ? 1 / Math.sqrt(length) : 0;
  return row.map((value) => value * unit);
}

function dot(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
