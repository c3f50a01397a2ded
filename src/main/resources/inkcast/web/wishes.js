// What the wall's address asks for, such as /wall?paper=light&writers=1-4,7.

const MOST = 512; // writers by number

/**
 * @param {string} search with its question mark
 * @returns {{paper: 'dark'|'light', part: number[]?, numbers: number[]?, wrong: string}} `part` of
 *     the page (left, top, width, height) and writers' numbers, null for all; what is wrong, in words
 */
export function wishes(search) {
  const given = new URLSearchParams(search);
  const wrong = [];
  const read = (name, parse, expected) => {
    const text = given.get(name);
    given.delete(name);
    const value = text === null ? null : parse(text);
    if (value === undefined) wrong.push(`${name}: expected ${expected}, found ${text}`);
    return value ?? null;
  };
  const paper = read('paper', parsePaper, 'dark or light') ?? 'dark';
  const part = read('part', parsePart, 'left,top,width,height in page units');
  const numbers = read('writers', parseNumbers, 'numbers such as 1-4,7');
  for (const name of given.keys()) wrong.push(`${name}: this page knows paper, part and writers`);
  return { paper, part, numbers, wrong: wrong.join(' · ') };
}

function parsePaper(text) {
  return ['dark', 'light'].find((name) => name === text);
}

function parsePart(text) {
  const numbers = text.split(',').map((number) => (number.trim() === '' ? NaN : Number(number)));
  const fine = numbers.length === 4 && numbers.every(Number.isFinite);
  return fine && numbers[2] > 0 && numbers[3] > 0 ? numbers : undefined;
}

function parseNumbers(text) {
  const numbers = new Set();
  for (const range of text.split(',')) {
    const [, first, last] = /^\s*(\d{1,4})\s*(?:-\s*(\d{1,4})\s*)?$/.exec(range) ?? [];
    if (!first) return undefined;
    for (let n = Number(first); n <= Number(last ?? first); n++) numbers.add(n);
  }
  return numbers.size > 0 && numbers.size <= MOST ? [...numbers] : undefined;
}
