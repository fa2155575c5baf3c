// Speed of a transfer, the time it still takes, and what is left to the deadline then.

/** Seconds of history that the speed is taken from. */
const memory = 10_000;

export class Speedometer {
  /** @type {{ at: number, bytes: number }[]} */
  #samples = [];

  /** @param {number} at milliseconds @param {number} bytes done so far */
  add(at, bytes) {
    this.#samples.push({ at, bytes });
    while (this.#samples.length > 2 && this.#samples[0].at < at - memory) {
      this.#samples.shift();
    }
  }

  /** Bytes per second; 0 while nothing is known. */
  rate() {
    const first = this.#samples.at(0);
    const last = this.#samples.at(-1);
    if (!first || !last || last.at - first.at < 500) {
      return 0;
    }
    return Math.max(0, ((last.bytes - first.bytes) * 1000) / (last.at - first.at));
  }
}

/**
 * ample: 30 minutes and more; soon: less; late: it ends after the deadline at this speed.
 * @typedef {{ level: 'ample' | 'soon' | 'late', left: number, margin: number }} Margin left: milliseconds to the end
 */

/**
 * @param {{ now: number, deadline: number, remaining: number, rate: number }} state milliseconds and bytes
 * @returns {Margin | null} null while the speed is not known
 */
export function judgeMargin({ now, deadline, remaining, rate }) {
  if (rate <= 0 && remaining > 0) {
    return null;
  }
  const left = remaining === 0 ? 0 : (remaining / rate) * 1000;
  const margin = deadline - now - left;
  return { level: margin <= 0 ? 'late' : margin < 1_800_000 ? 'soon' : 'ample', left, margin };
}
