// Ink that can be read on the paper at hand.

const more = matchMedia('(prefers-contrast: more)');

/** The scheme's paper, as in style.css. */
export const dark = matchMedia('(prefers-color-scheme: dark)');
const PAPER = { light: [0.988, 0.976, 0.953], dark: [0.106, 0.098, 0.086] };

/**
 * A writer's colour, moved towards black or white only as far as its contrast on the paper asks for
 * (WCAG 2: 4.5 for text; thin lines deserve it too).
 *
 * @param {number[]?} color r, g, b in 0..1
 * @param {boolean} onDark paper; the scheme's if nobody says
 * @returns {string} CSS
 */
export function ink(color, onDark = dark.matches) {
  const paper = onDark ? PAPER.dark : PAPER.light;
  const far = onDark ? 1 : 0;
  const wanted = more.matches ? 7 : 4.5;
  let [r, g, b] = color ?? [0.5, 0.5, 0.5];
  for (let step = 0; step < 20 && contrast([r, g, b], paper) < wanted; step++) {
    [r, g, b] = [r, g, b].map((v) => v + (far - v) * 0.08);
  }
  return `rgb(${[r, g, b].map((v) => Math.round(255 * v)).join(' ')})`;
}

/** Calls back when colours must be made anew. */
export function onScheme(changed) {
  for (const query of [dark, more]) query.addEventListener('change', changed);
}

function contrast(a, b) {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

function luminance(rgb) {
  const [r, g, b] = rgb.map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
