// The distribution of the next stroke: a sum of Gaussians, as the server tells it.

const COMPONENTS = 20;
const PARAMETERS = 6; // weight, mean x, mean y, deviation x, deviation y, correlation
const REACH = 4.2; // deviations; beyond nobody sees anything
const FINEST = 0.015; // model units: at temperature 0 a Gaussian is a point, and could not be seen

/** Lengths are page units, from where the pen is. */
export class Distribution {
  lift = 0; // how likely the pen lifts
  scale = 10; // page units a model unit
  #numbers = null;

  /** Whether it has been told yet. */
  get known() {
    return this.#numbers !== null;
  }

  /**
   * Takes in what the server says.
   *
   * @param {number[]} args the pen's lift; then the parameters of each Gaussian
   * @param {number} part of the way to go there, 0..1: less lets the eye follow
   */
  hear(args, part = 1) {
    this.#numbers ??= new Float32Array(args.slice(1));
    const numbers = this.#numbers;
    for (let i = 0; i < numbers.length; i++) numbers[i] += part * (args[i + 1] - numbers[i]);
    this.lift += part * (args[0] - this.lift);
  }

  /**
   * The Gaussians that weigh anything.
   *
   * @returns {{weight, x, y, wide, high, rho}[]}
   */
  get gaussians() {
    const found = [];
    const finest = FINEST * this.scale;
    for (let k = 0; this.known && k < COMPONENTS; k++) {
      const at = k * PARAMETERS;
      const [weight, x, y, wide, high, rho] = this.#numbers.subarray(at, at + PARAMETERS);
      if (weight < 0.001) continue;
      found.push({
        weight,
        x,
        y,
        wide: Math.max(finest, wide),
        high: Math.max(finest, high),
        rho: Math.max(-0.98, Math.min(0.98, rho)),
      });
    }
    return found;
  }

  /**
   * How likely the stroke goes how far to the right, whatever it does up and down.
   *
   * @param {number} left first distance
   * @param {number} step from one to the next
   * @returns {Float32Array[]} the density of each Gaussian at so many points
   */
  sideways(left, step, points) {
    return this.gaussians.map(({ weight, x, wide }) => {
      const peak = weight / (wide * Math.sqrt(2 * Math.PI));
      return Float32Array.from({ length: points }, (none, i) => {
        const z = (left + i * step - x) / wide;
        return peak * Math.exp(-0.5 * z * z);
      });
    });
  }

  /**
   * How likely it goes where.
   *
   * @param {number} left of the first point
   * @param {number} top
   * @param {number} step from one point to the next, in both directions
   * @returns {Float32Array} the density, row after row
   */
  density(left, top, step, columns, rows) {
    const field = new Float32Array(columns * rows);
    const clip = (value, most) => Math.max(0, Math.min(most, Math.ceil(value / step)));
    for (const { weight, x, y, wide, high, rho } of this.gaussians) {
      const free = 1 - rho * rho;
      const peak = weight / (2 * Math.PI * wide * high * Math.sqrt(free));
      const right = clip(x + REACH * wide - left, columns);
      const bottom = clip(y + REACH * high - top, rows);
      for (let row = clip(y - REACH * high - top, rows); row < bottom; row++) {
        const v = (top + row * step - y) / high;
        for (let column = clip(x - REACH * wide - left, columns); column < right; column++) {
          const u = (left + column * step - x) / wide;
          const z = (u * u - 2 * rho * u * v + v * v) / free;
          field[row * columns + column] += peak * Math.exp(-0.5 * z);
        }
      }
    }
    return field;
  }
}
