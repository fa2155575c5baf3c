// The key file *.sbidkey (SBID1 11.3): the secrets of a bidder's own files for one tender, under a password. JSON text,
// the content under AES-256-GCM with a key of PBKDF2-HMAC-SHA256; the same bytes as the .NET KeyFile.

import { base64, concat, hex, u32, unbase64, unhex, utf8 } from './bytes.js';
import { SealingError, demand } from './errors.js';
import { demandMembers, readObject } from './json.js';
import { draw, systemRandom } from './random.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */

const kdf = 'PBKDF2-HMAC-SHA256';
export const rounds = 600_000;
const mostRounds = 10_000_000;
const longestFile = 4 * 1024 * 1024;

/**
 * @typedef {object} KeyFileEntry one sealed file and the secrets that open it; 32-byte values in hex
 * @property {string} headerHash
 * @property {string} treeRoot
 * @property {number} fileSize
 * @property {number} leafCount
 * @property {{ partId: number, secret: string }[]} parts
 *
 * @typedef {object} KeyFileSubmission a statement that was sent or is about to be, and what came back
 * @property {string} idempotencyKey 16 bytes, hex
 * @property {string} statement base64 CMS
 * @property {string | null} receipt base64 CMS; null while the result is unknown
 * @property {string | null} receiptNo
 * @property {any} offlineReceipt null until it was fetched
 *
 * @typedef {object} KeyFileContent
 * @property {1} v
 * @property {1} suite
 * @property {string} tenderRef
 * @property {string} lot UUID
 * @property {string} keySetId
 * @property {string} orgCode
 * @property {string} bidNonce
 * @property {KeyFileEntry[]} files oldest first; the last one is the current version
 * @property {KeyFileSubmission[]} submissions oldest first
 */

const envelopeMembers = ['v', 'kdf', 'rounds', 'salt', 'iv', 'sealed'];
const contentMembers = [
  ...['v', 'suite', 'tenderRef', 'lot', 'keySetId', 'orgCode', 'bidNonce', 'files', 'submissions'],
];
const entryMembers = ['headerHash', 'treeRoot', 'fileSize', 'leafCount', 'parts'];
const submissionMembers = ['idempotencyKey', 'statement', 'receipt', 'receiptNo', 'offlineReceipt'];

/** @param {string} password @param {Bytes} salt @param {number} count @param {'encrypt' | 'decrypt'} use */
async function deriveKey(password, salt, count, use) {
  const raw = await crypto.subtle.importKey('raw', utf8(password.normalize('NFC')), 'PBKDF2', false, ['deriveKey']);
  const algorithm = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: count };
  return crypto.subtle.deriveKey(algorithm, raw, { name: 'AES-GCM', length: 256 }, false, [use]);
}

/** @param {Bytes} salt @param {number} count */
const aad = (salt, count) => concat(utf8('SBIDKEY1'), u32(count), salt);

/** @param {KeyFileContent} content @param {string} password @param {import('./random.js').Random} random @returns {Promise<Bytes>} */
export async function writeKeyFile(content, password, random = systemRandom) {
  const salt = draw(random, 16);
  const iv = draw(random, 12);
  const key = await deriveKey(password, salt, rounds, 'encrypt');
  const algorithm = { name: 'AES-GCM', iv, additionalData: aad(salt, rounds) };
  const plain = utf8(JSON.stringify(inOrder(content)));
  const sealed = base64(new Uint8Array(await crypto.subtle.encrypt(algorithm, key, plain)));
  return utf8(JSON.stringify({ v: 1, kdf, rounds, salt: hex(salt), iv: hex(iv), sealed }));
}

/** The members in the order of the .NET shape, whatever order the object has. @param {KeyFileContent} content */
function inOrder(content) {
  const pick = (/** @type {any} */ value, /** @type {string[]} */ names) =>
    Object.fromEntries(names.map((n) => [n, value[n]]));
  return {
    ...pick(content, contentMembers),
    files: content.files.map((f) => ({
      ...pick(f, entryMembers),
      parts: f.parts.map((p) => pick(p, ['partId', 'secret'])),
    })),
    submissions: content.submissions.map((s) => pick(s, submissionMembers)),
  };
}

/** @param {Bytes} file @param {string} password @returns {Promise<KeyFileContent>} */
export async function readKeyFile(file, password) {
  demand(file.length <= longestFile, 'Value', longestFile, 'key file is too long');
  const envelope = readObject(file, envelopeMembers);
  demand(envelope.v === 1, 'Version', -1, 'version of the key file');
  const { rounds: count } = envelope;
  const bounded = Number.isInteger(count) && count >= rounds && count <= mostRounds;
  demand(envelope.kdf === kdf && bounded, 'Value', -1, 'key derivation of the key file');
  const salt = fixedHex(envelope.salt, 16);
  const algorithm = { name: 'AES-GCM', iv: fixedHex(envelope.iv, 12), additionalData: aad(salt, count) };
  const sealed = asBase64(envelope.sealed);
  demand(sealed.length > 16, 'Value', -1, 'length of a value in the key file');
  const key = await deriveKey(password, salt, count, 'decrypt');
  const plain = await crypto.subtle.decrypt(algorithm, key, sealed).catch(() => null);
  demand(plain !== null, 'Password', -1, 'password or key file');
  return checkContent(readObject(new Uint8Array(/** @type {ArrayBuffer} */ (plain)), contentMembers));
}

/** @param {any} value @param {number} length @returns {Bytes} */
function fixedHex(value, length) {
  try {
    const bytes = unhex(String(value));
    demand(bytes.length === length, 'Value', -1, 'length of a value in the key file');
    return bytes;
  } catch (cause) {
    throw cause instanceof SealingError ? cause : new SealingError('Json', -1, String(cause));
  }
}

/** @param {any} value */
function asBase64(value) {
  try {
    return unbase64(String(value));
  } catch (cause) {
    throw new SealingError('Json', -1, String(cause));
  }
}

/** @param {Record<string, any>} content @returns {KeyFileContent} */
function checkContent(content) {
  demand(content.v === 1, 'Version', -1, "version of the key file's content");
  demand(content.suite === 1, 'Suite', -1, "suite of the key file's content");
  demand(Array.isArray(content.files) && Array.isArray(content.submissions), 'Json', -1, 'lists of the key file');
  ['tenderRef', 'keySetId', 'bidNonce'].forEach((name) => fixedHex(content[name], 32));
  for (const file of content.files) {
    demandMembers(file, entryMembers);
    [file.headerHash, file.treeRoot].forEach((h) => fixedHex(h, 32));
    demand(Array.isArray(file.parts), 'Json', -1, 'parts of a file');
    for (const part of file.parts) {
      demandMembers(part, ['partId', 'secret']);
      fixedHex(part.secret, 32);
    }
  }
  for (const submission of content.submissions) {
    demandMembers(submission, submissionMembers);
    fixedHex(submission.idempotencyKey, 16);
  }
  return /** @type {KeyFileContent} */ (content);
}
