// HKDF-SHA-256 (RFC 5869) in two halves, because WebCrypto has only the whole; HMAC comes from WebCrypto.

import { concat, u8 } from './bytes.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */

/** @param {Uint8Array} key @param {Uint8Array<ArrayBuffer>} message @returns {Promise<Bytes>} */
export async function hmac(key, message) {
  // WebCrypto refuses an empty key; HMAC pads with zeros, so one zero byte is the same key.
  const raw = key.length === 0 ? new Uint8Array(1) : new Uint8Array(key);
  const handle = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', handle, message));
}

/** @param {Uint8Array} salt @param {Bytes} ikm */
export const extract = (salt, ikm) => hmac(salt, ikm);

/** @param {Bytes} prk @param {Bytes} info @param {number} length at most 255 x 32 @returns {Promise<Bytes>} */
export async function expand(prk, info, length) {
  if (length > 255 * 32) {
    throw new RangeError('HKDF gives at most 8160 bytes');
  }
  const out = new Uint8Array(length);
  let block = new Uint8Array(0);
  for (let at = 0, counter = 1; at < length; at += block.length, counter++) {
    block = await hmac(prk, concat(block, info, u8(counter)));
    out.set(block.subarray(0, Math.min(block.length, length - at)), at);
  }
  return out;
}
