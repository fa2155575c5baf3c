// FLOE (C2SP): a stream in segments, each sealed with AES-256-GCM under a key that turns over (SBID1 7).
// HKDF-Expand-SHA-384 with at most 48 bytes of output is one HMAC over info || 01, cut.

import { concat, equal, u32, u64, u8, utf8, view } from './bytes.js';
import { demand } from './errors.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {{ segment: number, mask: number }} FloeParameters segment: sealed length; mask: bits of the position that share a key */

export const ivLength = 32;
export const headerLength = 74;
/** Bytes that a segment adds: length word, IV, tag. */
export const segmentOverhead = 32;
const open = 0xffffffff;

/** The parameters of SBID1; vectors bring their own. @type {FloeParameters} */
export const sbid1 = { segment: 262_144, mask: 20 };

/** @param {FloeParameters} parameters AES-256-GCM, HKDF-Expand-SHA-384 */
export const encodeParameters = ({ segment }) => concat(u8(0), u8(0), u32(segment), u32(ivLength));

/** @param {Bytes} key */
const macKey = (key) => crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-384' }, false, ['sign']);

/** The keys of one stream. */
export class FloeKeys {
  /** @type {Map<bigint, Promise<CryptoKey>>} */
  #segmentKeys = new Map();

  /**
   * @param {FloeParameters} parameters @param {Bytes} iv @param {Bytes} aad
   * @param {CryptoKey} messageKey @param {Bytes} headerTag
   */
  constructor(parameters, iv, aad, messageKey, headerTag) {
    this.parameters = parameters;
    this.iv = iv;
    this.aad = aad;
    this.messageKey = messageKey;
    this.headerTag = headerTag;
  }

  /** @param {FloeParameters} parameters @param {Bytes} key 32 bytes @param {Bytes} aad @param {Bytes} iv 32 bytes */
  static async derive(parameters, key, aad, iv) {
    const root = await macKey(key);
    const headerTag = await derive(root, parameters, iv, 'HEADER_TAG:', aad, 32);
    const messageKey = await macKey(await derive(root, parameters, iv, 'MESSAGE_KEY:', aad, 48));
    return new FloeKeys(parameters, iv, aad, messageKey, headerTag);
  }

  get header() {
    return concat(encodeParameters(this.parameters), this.iv, this.headerTag);
  }

  /** @param {number} position */
  segmentKey(position) {
    const turn = (BigInt(position) >> BigInt(this.parameters.mask)) << BigInt(this.parameters.mask);
    let key = this.#segmentKeys.get(turn);
    if (!key) {
      key = this.#deriveSegmentKey(turn);
      this.#segmentKeys.set(turn, key);
    }
    return key;
  }

  /** @param {bigint} turn */
  async #deriveSegmentKey(turn) {
    const { parameters, iv, aad, messageKey } = this;
    const raw = await expand(messageKey, concat(encodeParameters(parameters), iv, utf8('DEK:'), u64(turn), aad), 32);
    return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
  }
}

/** @param {CryptoKey} key @param {Bytes} info @param {number} length at most 48 @returns {Promise<Bytes>} */
async function expand(key, info, length) {
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, concat(info, u8(1)))).slice(0, length);
}

/** @param {CryptoKey} key @param {FloeParameters} parameters @param {Bytes} iv @param {string} purpose @param {Bytes} aad @param {number} length */
const derive = (key, parameters, iv, purpose, aad, length) =>
  expand(key, concat(encodeParameters(parameters), iv, utf8(purpose), aad), length);

/**
 * Checks a header before any segment: parameters, then the tag, which commits to one key.
 * @param {FloeParameters} parameters @param {Bytes} key @param {Bytes} aad @param {Bytes} header 74 bytes
 */
export async function startOpening(parameters, key, aad, header) {
  demand(header.length === headerLength, 'Truncated', 0, 'FLOE header is 74 bytes');
  demand(equal(header.subarray(0, 10), encodeParameters(parameters)), 'PayloadParameters', 0, 'FLOE parameters differ');
  const keys = await FloeKeys.derive(parameters, key, aad, header.slice(10, 42));
  demand(equal(keys.headerTag, header.subarray(42)), 'PayloadHeader', 42, 'FLOE header tag');
  return keys;
}

/** @param {number} position @param {boolean} last */
const segmentAad = (position, last) => concat(u64(position), u8(last ? 1 : 0));

/**
 * Seals one segment into a frame that has one free byte in front, so that a leaf can be hashed without a copy.
 * @param {FloeKeys} keys @param {number} position @param {boolean} last @param {Bytes} plain @param {Bytes} iv 12 bytes
 * @returns {Promise<Bytes>} 00 || segment
 */
export async function sealFramed(keys, position, last, plain, iv) {
  const full = keys.parameters.segment - segmentOverhead;
  demand(last ? plain.length <= full : plain.length === full, 'Value', position, 'length of a segment');
  const key = await keys.segmentKey(position);
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: segmentAad(position, last) },
    key,
    plain,
  );
  const framed = new Uint8Array(17 + sealed.byteLength);
  view(framed).setUint32(1, last ? framed.length - 1 : open);
  framed.set(iv, 5);
  framed.set(new Uint8Array(sealed), 17);
  return framed;
}

/** @param {FloeKeys} keys @param {number} position @param {boolean} last @param {Bytes} plain @param {Bytes} iv */
export const sealSegment = async (keys, position, last, plain, iv) =>
  (await sealFramed(keys, position, last, plain, iv)).subarray(1);

/**
 * Nothing of a segment leaves before its tag was checked.
 * @param {FloeKeys} keys @param {number} position @param {boolean} last @param {Bytes} segment
 * @returns {Promise<Bytes>}
 */
export async function openSegment(keys, position, last, segment) {
  const { segment: full } = keys.parameters;
  demand(segment.length >= segmentOverhead, 'Truncated', position, 'segment shorter than its frame');
  demand(last ? segment.length <= full : segment.length === full, 'SegmentWord', position, 'length of a segment');
  const word = view(segment).getUint32(0);
  demand(word === (last ? segment.length : open), 'SegmentWord', position, 'length word of a segment');
  const algorithm = {
    name: 'AES-GCM',
    iv: segment.subarray(4, 16),
    additionalData: segmentAad(position, last),
  };
  const key = await keys.segmentKey(position);
  const plain = await crypto.subtle.decrypt(algorithm, key, segment.subarray(16)).catch(() => null);
  demand(plain !== null, 'SegmentTag', position, 'tag of a segment');
  return new Uint8Array(/** @type {ArrayBuffer} */ (plain));
}
