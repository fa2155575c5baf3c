// From a part's secret to the key of its stream (SBID1 6.1). Without the B flag S_B is empty.

import { concat, u8, utf8 } from './bytes.js';
import { expand, extract, hmac } from './hkdf.js';
import { digest } from './tree.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */

/** K of one part; it reveals neither the secret nor another part. @param {Bytes} core @param {Bytes} secret S_T @param {number} partId */
export async function partKey(core, secret, partId) {
  const prk = await extract(await digest(core), secret);
  return expand(prk, concat(utf8('floe'), u8(partId)), 32);
}

/** Associated data of one part's stream. @param {Bytes} headerCore @param {number} partId */
export const partAad = async (headerCore, partId) => concat(await digest(headerCore), u8(partId));

/** What HPKE binds a part's secret to. @param {Uint8Array} core @param {Uint8Array} desc */
export const wrapContext = (core, desc) => concat(utf8('SBID1'), core, desc);

/** The same in every version of one bidder's bid (SBID1 4). @param {Bytes} bidNonce @param {string} uscc 18 characters */
export const bidderTagOf = (bidNonce, uscc) => hmac(bidNonce, concat(utf8('bidder'), utf8(uscc)));

/** @param {Bytes} bidNonce */
export const nonceHashOf = (bidNonce) => digest(concat(utf8('nonce'), bidNonce));

/** Padmé: at most 12 % more, and little is told about the length. @param {number} length at least 2 */
export function padme(length) {
  const exponent = Math.floor(Math.log2(length));
  const kept = Math.floor(Math.log2(exponent)) + 1;
  const unit = 2 ** (exponent - kept);
  return exponent > kept ? Math.ceil(length / unit) * unit : length;
}
