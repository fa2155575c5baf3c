// A fixed source of chance: SHA-256 in counter mode over a seed, so that fixtures can be made again byte for byte.
import { createHash } from 'node:crypto';

/** @param {string} seed */
export function seededRandom(seed) {
  let counter = 0;
  let rest = Buffer.alloc(0);
  return {
    fill(/** @type {Uint8Array} */ destination) {
      while (rest.length < destination.length) {
        const word = Buffer.alloc(4);
        word.writeUInt32BE(counter++);
        rest = Buffer.concat([rest, createHash('sha256').update(seed).update(word).digest()]);
      }
      destination.set(rest.subarray(0, destination.length));
      rest = rest.subarray(destination.length);
    },
  };
}
