// The one source of chance. Tests hand in a fixed one; the product never does.

/** @typedef {{ fill(destination: Uint8Array<ArrayBuffer>): void }} Random */

/** The operating system's generator. @type {Random} */
export const systemRandom = {
  fill(destination) {
    for (let at = 0; at < destination.length; at += 65_536) {
      crypto.getRandomValues(destination.subarray(at, at + 65_536));
    }
  },
};

/** @param {Random} random @param {number} count @returns {Uint8Array<ArrayBuffer>} */
export function draw(random, count) {
  const out = new Uint8Array(count);
  random.fill(out);
  return out;
}
