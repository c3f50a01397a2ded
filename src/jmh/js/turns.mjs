// Answers Comparison's questions, one line each, for one way to write in JavaScript.

import { createInterface } from 'node:readline';

/**
 * @param step takes one stroke
 * @param probe offsets (steps x 3) from the zero state -> raw outputs
 */
export function takeTurns(step, probe) {
  createInterface({ input: process.stdin }).on('line', line => {
    const [question, ...numbers] = line.split(' ');
    if (question === 'run') {
      console.log(run(step, Number(numbers[0]) * 1e9));
    } else {
      console.log(Array.from(probe(numbers.map(Number))).join(' '));
    }
  });
}

function run(step, ns) {
  const start = process.hrtime.bigint();
  let strokes = 0;
  let took;
  do {
    step();
    strokes++;
    took = Number(process.hrtime.bigint() - start);
  } while (took < ns);
  return (strokes / took) * 1e9;
}
