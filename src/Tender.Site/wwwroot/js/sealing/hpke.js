// RFC 9180 base mode, DHKEM(P-256, HKDF-SHA256), for one message. The ephemeral scalar comes from outside because the
// label proof needs it too, and the opener starts from the shared point because k custodians add it up (SBID1 6.2).

import { concat, u16, u8, utf8 } from './bytes.js';
import { demand } from './errors.js';
import { expand, extract } from './hkdf.js';
import { Point, decode65, pt65, times, toBytes32 } from './points.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {import('./points.js').Point} CurvePoint */
/** @typedef {{ id: number, keyLength: number }} Aead */

/** @type {Aead} */
export const aes256Gcm = { id: 2, keyLength: 32 };

const kemSuite = concat(utf8('KEM'), u16(0x0010));
const version = utf8('HPKE-v1');

/** @param {Aead} aead */
const hpkeSuite = (aead) => concat(utf8('HPKE'), u16(0x0010), u16(0x0001), u16(aead.id));

/** @param {Bytes} suite @param {Uint8Array} salt @param {string} label @param {Uint8Array} ikm */
const labeledExtract = (suite, salt, label, ikm) => extract(salt, concat(version, suite, utf8(label), ikm));

/** @param {Bytes} suite @param {Bytes} prk @param {string} label @param {Uint8Array} info @param {number} length */
const labeledExpand = (suite, prk, label, info, length) =>
  expand(prk, concat(u16(length), version, suite, utf8(label), info), length);

/**
 * ExtractAndExpand of RFC 9180 4.1.
 * @param {CurvePoint} shared [e]Y @param {Uint8Array} enc pt65 @param {CurvePoint} publicKey
 */
export async function sharedSecret(shared, enc, publicKey) {
  demand(!shared.equals(Point.ZERO), 'Point', 0, 'the shared point is the point at infinity');
  const prk = await labeledExtract(kemSuite, new Uint8Array(0), 'eae_prk', toBytes32(shared.toAffine().x));
  return labeledExpand(kemSuite, prk, 'shared_secret', concat(enc, pt65(publicKey)), 32);
}

/**
 * KeySchedule of RFC 9180 5.1, mode 0.
 * @param {Aead} aead @param {Bytes} secret shared secret @param {Uint8Array} info
 */
export async function keySchedule(aead, secret, info) {
  const suite = hpkeSuite(aead);
  const none = new Uint8Array(0);
  const pskIdHash = await labeledExtract(suite, none, 'psk_id_hash', none);
  const infoHash = await labeledExtract(suite, none, 'info_hash', info);
  const context = concat(u8(0), pskIdHash, infoHash);
  const prk = await labeledExtract(suite, secret, 'secret', none);
  return {
    context,
    secret: prk,
    key: await labeledExpand(suite, prk, 'key', context, aead.keyLength),
    baseNonce: await labeledExpand(suite, prk, 'base_nonce', context, 12),
    exporterSecret: await labeledExpand(suite, prk, 'exp', context, 32),
  };
}

/** @param {Bytes} key @param {'encrypt' | 'decrypt'} use */
const aesKey = (key, use) => crypto.subtle.importKey('raw', key, 'AES-GCM', false, [use]);

/**
 * @param {CurvePoint} publicKey @param {Uint8Array} info @param {Bytes} plain @param {bigint} ephemeral 1..q-1
 * @returns {Promise<{ enc: Bytes, sealed: Bytes }>}
 */
export async function seal(publicKey, info, plain, ephemeral) {
  const enc = pt65(Point.BASE.multiply(ephemeral));
  const secret = await sharedSecret(publicKey.multiply(ephemeral), enc, publicKey);
  const { key, baseNonce } = await keySchedule(aes256Gcm, secret, info);
  const handle = await aesKey(key, 'encrypt');
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: baseNonce }, handle, plain);
  return { enc, sealed: new Uint8Array(sealed) };
}

/**
 * Opens from the shared point, however it came to be.
 * @param {CurvePoint} shared @param {CurvePoint} publicKey @param {Uint8Array} enc @param {Uint8Array} info @param {Bytes} sealed
 * @returns {Promise<Bytes>}
 */
export async function openFromPoint(shared, publicKey, enc, info, sealed) {
  const secret = await sharedSecret(shared, enc, publicKey);
  const { key, baseNonce } = await keySchedule(aes256Gcm, secret, info);
  const handle = await aesKey(key, 'decrypt');
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: baseNonce }, handle, sealed).catch(() => null);
  demand(plain !== null, 'Wrap', 0, 'HPKE tag');
  return new Uint8Array(/** @type {ArrayBuffer} */ (plain));
}

/** With a whole private key: rehearsal and tests only. @param {bigint} privateKey @param {Uint8Array} enc @param {Uint8Array} info @param {Bytes} sealed */
export function open(privateKey, enc, info, sealed) {
  const publicKey = Point.BASE.multiply(privateKey);
  return openFromPoint(times(decode65(enc), privateKey), publicKey, enc, info, sealed);
}
