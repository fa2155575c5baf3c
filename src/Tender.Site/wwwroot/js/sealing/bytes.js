// Bytes, numbers and texts as SBID1 4 writes them: integers big-endian, hex lower case.

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @param {string} text @returns {Bytes} */
export const utf8 = (text) => encoder.encode(text);

/** Refuses what is not UTF-8. @param {Uint8Array} bytes */
export const text = (bytes) => decoder.decode(bytes);

/** @param {...Uint8Array} parts @returns {Bytes} */
export function concat(...parts) {
  const out = new Uint8Array(parts.reduce((sum, p) => sum + p.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** @param {number} value */
export const u8 = (value) => Uint8Array.of(value);

/** @param {number} value */
export function u16(value) {
  const out = new Uint8Array(2);
  new DataView(out.buffer).setUint16(0, value);
  return out;
}

/** @param {number} value */
export function u32(value) {
  const out = new Uint8Array(4);
  new DataView(out.buffer).setUint32(0, value);
  return out;
}

/** @param {number | bigint} value */
export function u64(value) {
  const out = new Uint8Array(8);
  new DataView(out.buffer).setBigUint64(0, BigInt(value));
  return out;
}

/** @param {Uint8Array} bytes */
export const view = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Compares without leaving early; lengths are not secret. @param {Uint8Array} a @param {Uint8Array} b */
export function equal(a, b) {
  if (a.length !== b.length) {
    return false;
  }
  let difference = 0;
  for (let i = 0; i < a.length; i++) {
    difference |= a[i] ^ b[i];
  }
  return difference === 0;
}

/** @param {Uint8Array} bytes */
export const isZero = (bytes) => bytes.every((b) => b === 0);

const digits = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

/** @param {Uint8Array} bytes */
export const hex = (bytes) => Array.from(bytes, (b) => digits[b]).join('');

/** Lower-case hex only; anything else throws a TypeError. @param {string} value @returns {Bytes} */
export function unhex(value) {
  if (!/^(?:[0-9a-f]{2})*$/.test(value)) {
    throw new TypeError('not lower-case hex');
  }
  const out = new Uint8Array(value.length / 2);
  for (let i = 0; i < out.length; i++) {
    out[i] = Number.parseInt(value.slice(2 * i, 2 * i + 2), 16);
  }
  return out;
}

/** @param {Uint8Array} bytes */
export function base64(bytes) {
  let binary = '';
  for (let i = 0; i < bytes.length; i += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  }
  return btoa(binary);
}

/** Standard alphabet with padding; anything else throws a TypeError. @param {string} value @returns {Bytes} */
export function unbase64(value) {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value)) {
    throw new TypeError('not base64');
  }
  return Uint8Array.from(atob(value), (c) => c.charCodeAt(0));
}
