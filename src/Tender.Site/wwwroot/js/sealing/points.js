// P-256 points and scalars with the strict decoders of SBID1 4. Big integers are not constant time: here they touch
// ephemeral keys of one's own bid only; custodians use their own program (SBID1 17).

import { expand_message_xmd, p256, sha256 } from '../../lib/noble.js';
import { concat, u8, utf8 } from './bytes.js';
import { SealingError, demand } from './errors.js';
import { draw } from './random.js';

/** @typedef {InstanceType<typeof p256.Point>} Point */

export const Point = p256.Point;

/** Order of the group. */
export const order = Point.Fn.ORDER;

/** @param {bigint} value */
export const modulo = (value) => Point.Fn.create(value);

/** @param {Uint8Array} bytes @returns {Point} */
function decode(bytes) {
  try {
    const point = Point.fromBytes(bytes);
    point.assertValidity();
    return point;
  } catch (cause) {
    throw new SealingError('Point', 0, `not a point of P-256: ${cause}`);
  }
}

/** Compressed form only. @param {Uint8Array} bytes */
export function decode33(bytes) {
  demand(bytes.length === 33 && (bytes[0] === 2 || bytes[0] === 3), 'Point', 0, 'not a compressed point');
  return decode(bytes);
}

/** Uncompressed form only. @param {Uint8Array} bytes */
export function decode65(bytes) {
  demand(bytes.length === 65 && bytes[0] === 4, 'Point', 0, 'not an uncompressed point');
  return decode(bytes);
}

/** @param {Point} point @returns {Uint8Array<ArrayBuffer>} */
export const pt33 = (point) => new Uint8Array(point.toBytes(true));

/** @param {Point} point @returns {Uint8Array<ArrayBuffer>} */
export const pt65 = (point) => new Uint8Array(point.toBytes(false));

/** @param {Uint8Array} bytes big-endian */
export const toBigInt = (bytes) => bytes.reduce((sum, b) => (sum << 8n) | BigInt(b), 0n);

/** @param {bigint} value @returns {Uint8Array<ArrayBuffer>} 32 bytes, big-endian, leading zeros kept */
export function toBytes32(value) {
  const out = new Uint8Array(32);
  for (let i = 31, rest = value; i >= 0; i--, rest >>= 8n) {
    out[i] = Number(rest & 0xffn);
  }
  return out;
}

/** A scalar below the order; zero is the caller's affair. @param {Uint8Array} bytes */
export function decodeScalar(bytes) {
  const value = toBigInt(bytes);
  demand(bytes.length === 32 && value < order, 'Scalar', 0, 'not a scalar below the order');
  return value;
}

/** Uniform in 1..q-1, by rejection. @param {import('./random.js').Random} random */
export function drawScalar(random) {
  for (;;) {
    const value = toBigInt(draw(random, 32));
    if (value > 0n && value < order) {
      return value;
    }
  }
}

/** Multiplication that also takes the scalar 0. @param {Point} point @param {bigint} scalar @returns {Point} */
export const times = (point, scalar) => (scalar === 0n ? Point.ZERO : point.multiply(scalar));

/** COCKTAIL's hash to scalar over P-256 (SBID1 6.3). @param {...Uint8Array} parts */
export function hashToScalar(...parts) {
  const x = concat(...parts);
  const wide = concat(sha256(concat(u8(1), x)), sha256(concat(u8(2), x)));
  return modulo(toBigInt(wide.subarray(0, 48)));
}

/** HashToScalar of RFC 9497 4.3 with the given tag's context. @param {Uint8Array} context @param {Uint8Array} message */
export function hashToScalarXmd(context, message) {
  const tag = concat(utf8('HashToScalar-'), context);
  return modulo(toBigInt(expand_message_xmd(message, tag, 48, sha256)));
}

/**
 * Lagrange coefficient at zero of one seat among those that answered (SBID1 6.2).
 * @param {number} seat @param {number[]} seats
 */
export function lagrange(seat, seats) {
  let top = 1n;
  let bottom = 1n;
  for (const other of seats) {
    if (other !== seat) {
      top = modulo(top * BigInt(other));
      bottom = modulo(bottom * BigInt(other - seat));
    }
  }
  return modulo(top * Point.Fn.inv(bottom));
}
