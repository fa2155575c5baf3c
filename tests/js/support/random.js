// A fixed source of chance, the same as SeededRandom of the .NET tests: block i is SHA-256(u64 seed || u64 i).
import { createHash } from 'node:crypto';

/** @param {number | bigint} seed */
export function seededRandom(seed) {
  let next = 0n;
  let rest = Buffer.alloc(0);
  return {
    fill(/** @type {Uint8Array} */ destination) {
      while (rest.length < destination.length) {
        const input = Buffer.alloc(16);
        input.writeBigUInt64BE(BigInt(seed), 0);
        input.writeBigUInt64BE(next++, 8);
        rest = Buffer.concat([rest, createHash('sha256').update(input).digest()]);
      }
      destination.set(rest.subarray(0, destination.length));
      rest = rest.subarray(destination.length);
    },
  };
}
