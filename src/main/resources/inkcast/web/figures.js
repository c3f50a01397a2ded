// The figures of /metrics, and what they say of the last minute.

const MINUTE = 60; // seconds
const LINE = /^(\w+)(\{.*\})? (\S+)$/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

/** One reading: values by metric, each with its labels. */
class Reading {
  time = performance.now() / 1000;
  #series = new Map(); // metric to [{labels, value}]

  constructor(text) {
    for (const line of text.split('\n')) {
      const [, metric, labels = '', value] = line.match(LINE) ?? [];
      if (!metric) continue;
      if (!this.#series.has(metric)) this.#series.set(metric, []);
      this.#series.get(metric).push({
        labels: Object.fromEntries([...labels.matchAll(LABEL)].map(([, k, v]) => [k, v])),
        value: value === '+Inf' ? Infinity : Number(value),
      });
    }
  }

  all(metric) {
    return this.#series.get(metric) ?? [];
  }

  /** Of one that has no labels. */
  get(metric) {
    return this.all(metric)[0]?.value ?? NaN;
  }
}

/** The readings of the last minute. */
export class Figures {
  #readings = [];

  /** Reads anew; false if nobody answers. */
  async read() {
    const answer = await fetch('metrics').catch(() => null);
    if (!answer?.ok) return false;
    const now = new Reading(await answer.text());
    const started = 'process_start_time_seconds';
    if (this.#readings.length > 0 && this.now.get(started) !== now.get(started)) this.#readings = [];
    this.#readings.push(now);
    while (now.time - this.#readings[1]?.time > MINUTE) this.#readings.shift();
    return true;
  }

  get now() {
    return this.#readings.at(-1);
  }

  get(metric) {
    return this.now.get(metric);
  }

  /** How much a counter has grown in the last minute, or since the page was opened. */
  grown(metric) {
    return this.get(metric) - this.#readings[0].get(metric);
  }

  /** The same, a second; NaN at first, for a reading may be a second old. */
  rate(metric) {
    const seconds = this.now.time - this.#readings[0].time;
    return seconds < 10 ? NaN : this.grown(metric) / seconds;
  }

  /** Seconds below which a share of the last minute lies, by a histogram's buckets. */
  quantile(metric, share) {
    const before = new Map(this.#readings[0].all(`${metric}_bucket`).map((b) => [b.labels.le, b.value]));
    const buckets = this.now
      .all(`${metric}_bucket`)
      .map(({ labels: { le }, value }) => [le === '+Inf' ? Infinity : Number(le), value - before.get(le)]);
    const all = buckets.at(-1)?.[1];
    return all > 0 ? buckets.find(([, count]) => count >= share * all)[0] : NaN;
  }

  /** What became of each target's packets: name to {sent, failed, dropped} since the last reading. */
  targets() {
    const last = this.#readings.at(-2);
    const targets = new Map();
    for (const [reading, sign] of [[this.now, 1], [last, -1]]) {
      for (const { labels, value } of reading?.all('inkcast_osc_target_packets_total') ?? []) {
        if (!targets.has(labels.target)) targets.set(labels.target, { sent: 0, failed: 0, dropped: 0 });
        targets.get(labels.target)[labels.outcome] += sign * value;
      }
    }
    return last ? targets : new Map();
  }
}
