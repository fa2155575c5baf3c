// The one shape of everything that can sign: a file, a key on a stick, a phone. Pages know only this.

import { readFacts } from './certificate.js';
import { signMessage } from './cms.js';
import { openP12 } from './p12.js';

/** @typedef {import('../sealing/bytes.js').Bytes} Bytes */
/** @typedef {import('./certificate.js').CertificateFacts} CertificateFacts */

/**
 * @typedef {object} Signer
 * @property {() => Promise<CertificateFacts[]>} list certificates that can be used
 * @property {CertificateFacts} info the chosen one
 * @property {(content: Bytes, at: Date) => Promise<Bytes>} sign a signed message with the content inside
 */

/**
 * A .p12 file: the key is in memory as a handle that cannot be exported, and goes with the page.
 * @param {Bytes} file @param {string} password @returns {Promise<Signer>}
 */
export async function openPkcs12(file, password) {
  const key = await openP12(file, password);
  const info = readFacts(key.certificate);
  return { info, list: async () => [info], sign: (content, at) => signMessage(content, key, at) };
}
