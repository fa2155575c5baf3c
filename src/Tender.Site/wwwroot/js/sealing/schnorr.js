// COCKTAIL's Schnorr signatures over P-256, verification only (C2SP cocktail-dkg; SBID1 9.3).

import { utf8 } from './bytes.js';
import { SealingError } from './errors.js';
import { Point, decode33, decodeScalar, hashToScalar, pt33, times } from './points.js';

export const signatureLength = 65;
const challengeTag = utf8('COCKTAIL-DKG-P256-SHA256-H7');

/** @param {import('./points.js').Point} key @param {Uint8Array} message @param {Uint8Array} signature R 33 || z 32 */
export function verifySchnorr(key, message, signature) {
  if (signature.length !== signatureLength) {
    return false;
  }
  try {
    const commitment = decode33(signature.subarray(0, 33));
    const z = decodeScalar(signature.subarray(33));
    const challenge = hashToScalar(challengeTag, signature.subarray(0, 33), pt33(key), message);
    return times(Point.BASE, z).equals(commitment.add(times(key, challenge)));
  } catch (error) {
    if (error instanceof SealingError) {
      return false;
    }
    throw error;
  }
}
