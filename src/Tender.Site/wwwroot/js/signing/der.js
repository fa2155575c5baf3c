// The few DER forms that a signed message consists of (X.690). Reading is left to the ASN.1 library.

import { concat, u8, utf8 } from '../sealing/bytes.js';

/** @typedef {import('../sealing/bytes.js').Bytes} Bytes */

/** @param {number} length @returns {Bytes} */
function lengthOf(length) {
  if (length < 128) {
    return u8(length);
  }
  const bytes = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) {
    bytes.unshift(rest % 256);
  }
  return Uint8Array.of(0x80 | bytes.length, ...bytes);
}

/** @param {number} tag @param {...Uint8Array} parts @returns {Bytes} */
export function tlv(tag, ...parts) {
  const value = concat(...parts);
  return concat(u8(tag), lengthOf(value.length), value);
}

export const sequence = (/** @type {Uint8Array[]} */ ...parts) => tlv(0x30, ...parts);
export const octets = (/** @type {Uint8Array} */ bytes) => tlv(0x04, bytes);
export const nothing = () => tlv(0x05);

/** SET OF: DER wants the elements in ascending order of their encodings. @param {...Bytes} parts */
export const setOf = (...parts) => tlv(0x31, ...parts.sort(compare));

/** @param {Uint8Array} a @param {Uint8Array} b */
function compare(a, b) {
  const at = a.findIndex((byte, i) => byte !== b[i]);
  return at < 0 ? a.length - b.length : a[at] - (b[at] ?? -1);
}

/** An unsigned number. @param {Uint8Array} bytes big-endian */
export function integer(bytes) {
  const first = bytes.findIndex((b) => b !== 0);
  const short = first < 0 ? u8(0) : bytes.subarray(first);
  return tlv(0x02, short[0] >= 0x80 ? concat(u8(0), short) : short);
}

/** @param {string} dotted */
export function oid(dotted) {
  const [first, second, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const arc of rest) {
    const groups = [arc & 0x7f];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) {
      groups.unshift(0x80 | (left & 0x7f));
    }
    bytes.push(...groups);
  }
  return tlv(0x06, Uint8Array.from(bytes));
}

/** UTCTime to 2049, GeneralizedTime after (RFC 5652 11.3). @param {Date} time */
export function time(time) {
  const digits = time.toISOString().replace(/\.\d+Z$/, 'Z').replace(/[-:T]/g, '');
  return time.getUTCFullYear() < 2050 ? tlv(0x17, utf8(digits.slice(2))) : tlv(0x18, utf8(digits));
}
