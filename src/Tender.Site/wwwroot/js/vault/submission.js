// Handing in a signed statement. The idempotency key is made and stored before anything is sent; when the answer is lost
// the same key and the same bytes are sent again, and the vault answers with the original receipt (SBID1 11.2).

import { base64, hex, unbase64 } from '../sealing/bytes.js';
import { draw, systemRandom } from '../sealing/random.js';
import { VaultProblem, VaultUnreachable } from './http.js';

/**
 * @typedef {object} PendingCommit
 * @property {string} key 16 bytes, hex
 * @property {string} tenderRef
 * @property {string} action
 * @property {string} statement base64 CMS
 * @property {string | null} receiptNo
 * @property {string | null} receipt base64 CMS of the receipt or of the refusal
 * @property {'unknown' | 'accepted' | 'refused'} state
 *
 * @typedef {{ save: (commit: PendingCommit) => Promise<void> }} CommitStore
 */

/**
 * Stores the commit on the device; only then it may be sent.
 * @param {CommitStore} store @param {string} tenderRef @param {string} action @param {Uint8Array<ArrayBuffer>} statement CMS
 * @param {import('../sealing/random.js').Random} random
 * @returns {Promise<PendingCommit>}
 */
export async function prepareCommit(store, tenderRef, action, statement, random = systemRandom) {
  /** @type {PendingCommit} */
  const commit = {
    ...{ key: hex(draw(random, 16)), tenderRef, action, statement: base64(statement) },
    ...{ receiptNo: null, receipt: null, state: 'unknown' },
  };
  await store.save(commit);
  return commit;
}

/**
 * Sends a stored commit. VaultUnreachable means unknown: send the same one again.
 * @param {import('./http.js').VaultClient} client @param {CommitStore} store @param {PendingCommit} commit
 * @returns {Promise<PendingCommit>} accepted or refused, and stored
 */
export async function sendCommit(client, store, commit) {
  const options = {
    body: new Blob([unbase64(commit.statement)]),
    type: 'application/pkcs7-mime',
    headers: { 'Idempotency-Key': commit.key },
  };
  const settled = await readOutcome(client.call('POST', '/v1/submissions', options), commit);
  await store.save(settled);
  return settled;
}

/** @param {Promise<Response>} sending @param {PendingCommit} commit @returns {Promise<PendingCommit>} */
async function readOutcome(sending, commit) {
  try {
    const response = await sending;
    const { receiptNo, receipt } = await response.json();
    return { ...commit, receiptNo, receipt, state: 'accepted' };
  } catch (error) {
    if (error instanceof VaultProblem && error.problem.refusal) {
      return { ...commit, receipt: error.problem.refusal, state: 'refused' };
    }
    if (error instanceof VaultProblem && error.problem.status < 500) {
      throw error;
    }
    // A fault of the server or a torn answer says nothing about what was written.
    throw error instanceof VaultProblem || error instanceof VaultUnreachable ? error : new VaultUnreachable(error);
  }
}

/**
 * @typedef {object} Submission one of one's own
 * @property {string} receiptNo
 * @property {string} action
 * @property {'current' | 'superseded' | 'withdrawn' | 'refused'} state
 * @property {string} statement base64 CMS
 * @property {string} receipt base64 CMS
 * @property {string} [windowEnd]
 * @property {any} [offlineReceipt] absent until its window is on the ledger
 */

/** @param {import('./http.js').VaultClient} client @param {string} tenderRef @returns {Promise<Submission[]>} oldest first */
export const fetchSubmissions = (client, tenderRef) => client.get(`/v1/submissions?tenderRef=${tenderRef}`);

/** @param {import('./http.js').VaultClient} client @param {string} receiptNo @returns {Promise<Submission>} */
export const fetchSubmission = (client, receiptNo) =>
  client.get(`/v1/submissions/${encodeURIComponent(receiptNo)}`);
