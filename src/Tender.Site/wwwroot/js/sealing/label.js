// Label proof (SBID1 6.3): whoever made enc meant it for exactly this header.

import { sha256 } from '../../lib/noble.js';
import { concat, utf8 } from './bytes.js';
import { SealingError } from './errors.js';
import { Point, decode33, decode65, decodeScalar, hashToScalar, modulo, pt33, pt65, times, toBytes32 } from './points.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */

const nonceTag = utf8('SBID1-LABEL-P256-SHA256-NONCE');
const challengeTag = utf8('SBID1-LABEL-P256-SHA256');
export const labelLength = 65;

/** @param {Uint8Array} core 240 bytes @param {Uint8Array} desc 16 bytes @param {Uint8Array} enc pt65 */
const message = (core, desc, enc) => concat(utf8('SBID1-label'), sha256(concat(core, desc)), enc);

/**
 * @param {Uint8Array} core @param {Uint8Array} desc @param {bigint} ephemeral @param {Uint8Array} hedge 32 random bytes
 * @returns {Bytes} R 33 || z 32
 */
export function makeLabel(core, desc, ephemeral, hedge) {
  const point = Point.BASE.multiply(ephemeral);
  const m = message(core, desc, pt65(point));
  const nonce = hashToScalar(nonceTag, toBytes32(ephemeral), hedge, m);
  if (nonce === 0n) {
    throw new SealingError('Label', 0, 'the nonce of a label is zero');
  }
  const commitment = pt33(Point.BASE.multiply(nonce));
  const challenge = hashToScalar(challengeTag, commitment, pt33(point), m);
  return concat(commitment, toBytes32(modulo(nonce + challenge * ephemeral)));
}

/** @param {Uint8Array} label R 33 || z 32 */
export const decodeLabel = (label) => ({
  commitment: decode33(label.subarray(0, 33)),
  z: decodeScalar(label.subarray(33)),
});

/** @param {Uint8Array} core @param {Uint8Array} desc @param {Uint8Array} enc @param {Uint8Array} label */
export function verifyLabel(core, desc, enc, label) {
  if (label.length !== labelLength) {
    return false;
  }
  try {
    const point = decode65(enc);
    const { commitment, z } = decodeLabel(label);
    const challenge = hashToScalar(challengeTag, label.subarray(0, 33), pt33(point), message(core, desc, enc));
    return times(Point.BASE, z).equals(commitment.add(times(point, challenge)));
  } catch (error) {
    if (error instanceof SealingError) {
      return false;
    }
    throw error;
  }
}
