// The vault's time in the page: its clock decides, the computer's only counts the seconds between two questions.

/** @typedef {{ now: () => number, offset: () => number, bound: () => number, isKnown: () => boolean, sync: () => Promise<void> }} VaultClock */

/**
 * @param {import('./http.js').VaultClient} client
 * @param {{ wall: () => number, steady: () => number }} local wall clock, and one that never jumps, both in milliseconds
 * @returns {VaultClock}
 */
export function createClock(client, local = { wall: () => Date.now(), steady: () => performance.now() }) {
  // Vault time minus steady time, as the best answer gave it.
  let base = local.wall() - local.steady();
  let bound = Number.POSITIVE_INFINITY;
  return {
    now: () => local.steady() + base,
    offset: () => local.wall() - (local.steady() + base),
    bound: () => bound,
    isKnown: () => Number.isFinite(bound),
    async sync() {
      const before = local.steady();
      const answer = await client.get('/v1/time');
      const after = local.steady();
      // The answer was made somewhere between: half the way is the error.
      const half = (after - before) / 2;
      base = Date.parse(answer.now) + half - after;
      bound = half + answer.offsetBoundMs;
    },
  };
}
