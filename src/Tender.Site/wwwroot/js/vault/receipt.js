// Reads the vault's receipt or refusal and compares it with what was signed here.

import { hex, text, unbase64 } from '../sealing/bytes.js';
import { demand } from '../sealing/errors.js';
import { commitmentOf } from '../sealing/statement.js';
import { digest } from '../sealing/tree.js';
import { readFacts } from '../signing/certificate.js';
import { openMessage } from '../signing/cms.js';

/**
 * @typedef {object} ReceiptFacts
 * @property {'accepted' | 'refused'} verdict
 * @property {string} reason code of a refusal, else empty
 * @property {string} statementHash
 * @property {string} commitment
 * @property {string} treeRoot
 * @property {number} fileSize
 * @property {string} tStatement when the last byte of the statement came
 * @property {string} tCommit the instant that decides
 * @property {string} deadline that tCommit was compared with
 * @property {number} clockOffsetMs
 * @property {number} [window] absent in a refusal
 * @property {string} receiptNo
 * @property {string} seqCommit
 * @property {boolean} revocationPending
 * @property {string} signedBy organisation or name in the vault's certificate
 */

/** The signature must hold; whose certificate it is, is shown. @param {string} receipt base64 CMS @returns {Promise<ReceiptFacts>} */
export async function readReceipt(receipt) {
  const { content, certificate } = await openMessage(unbase64(receipt));
  const { orgName, signer } = readFacts(certificate);
  return { ...JSON.parse(text(content)), signedBy: orgName || signer };
}

/**
 * Whether a receipt is about exactly this signed statement.
 * @param {ReceiptFacts} receipt @param {Uint8Array<ArrayBuffer>} signed CMS of the statement
 * @param {import('../sealing/statement.js').Statement} statement @param {Uint8Array<ArrayBuffer>} bidderTag
 */
export async function checkReceipt(receipt, signed, statement, bidderTag) {
  const same =
    receipt.statementHash === hex(await digest(signed)) &&
    receipt.treeRoot === statement.treeRoot &&
    receipt.fileSize === statement.fileSize;
  demand(same, 'OtherTender', 0, 'the receipt is about another statement');
  const committed = receipt.verdict === 'refused' || receipt.commitment === hex(commitmentOf(statement, bidderTag, signed));
  demand(committed, 'OtherTender', 0, 'the receipt holds another commitment');
}
