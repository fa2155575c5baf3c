// What a bid consists of and how the versions of one bidder follow each other. No page, no network.

import { canonicalJson } from '../sealing/canonical.js';
import { hex, unbase64 } from '../sealing/bytes.js';
import { draw } from '../sealing/random.js';
import { readStatement, zeros } from '../sealing/statement.js';
import { readReceipt } from '../vault/receipt.js';
import { openMessage } from '../signing/cms.js';
import { mostFen, parseYuan } from './amount.js';

/** @typedef {import('../sealing/statement.js').Statement} Statement */
/** @typedef {import('../vault/submission.js').Submission} Submission */
/** @typedef {{ priceFen: number, periodDays: number, quality: string, manager: string }} BidSummary */
/** @typedef {{ action: 'submit' | 'replace', seq: number, prevCommitment: string, bidNonce: string }} NextVersion */

/**
 * The fields as typed, or what is wrong with which of them.
 * @param {Record<string, string>} fields price, period, quality, manager
 * @returns {{ summary: BidSummary, faults: [] } | { summary: null, faults: { field: string, code: string }[] }}
 */
export function readSummary(fields) {
  const typed = (/** @type {string} */ name) => (fields[name] ?? '').normalize('NFC').trim();
  const priceFen = parseYuan(typed('price'));
  const period = typed('period').normalize('NFKC');
  const periodDays = /^\d{1,5}$/.test(period) ? Number(period) : 0;
  const [quality, manager] = [typed('quality'), typed('manager')];
  const checks = /** @type {[boolean, string, string][]} */ ([
    [priceFen !== null && priceFen > 0 && priceFen <= mostFen, 'price', 'ET-1002'],
    [periodDays >= 1, 'period', 'ET-1003'],
    [quality.length >= 1 && quality.length <= 200, 'quality', 'ET-1004'],
    [manager.length >= 1 && manager.length <= 100, 'manager', 'ET-1001'],
  ]);
  const faults = checks.filter(([holds]) => !holds).map(([, field, code]) => ({ field, code }));
  if (priceFen === null || faults.length > 0) {
    return { summary: null, faults };
  }
  return { summary: { priceFen, periodDays, quality, manager }, faults: [] };
}

/** Part 1 of the sealed file. @param {BidSummary} summary */
export const summaryBlob = (summary) => new Blob([canonicalJson({ v: 1, ...summary })], { type: 'application/json' });

/**
 * Which version comes next, from what the vault has of this bidder. The nonce that ties the versions together is in the
 * bidder's own last statement, so that a new device needs nothing but the certificate.
 * @param {Submission[]} submissions oldest first @param {import('../sealing/random.js').Random} random
 * @returns {Promise<NextVersion & { last: Statement | null, lastState: string | null }>}
 */
export async function planNext(submissions, random) {
  const counted = submissions.filter((s) => s.state !== 'refused').at(-1);
  if (!counted) {
    const bidNonce = hex(draw(random, 32));
    return { action: 'submit', seq: 1, prevCommitment: zeros, bidNonce, last: null, lastState: null };
  }
  const last = readStatement((await openMessage(unbase64(counted.statement))).content);
  const { commitment } = await readReceipt(counted.receipt);
  return {
    action: last.action === 'withdraw' ? 'submit' : 'replace',
    ...{ seq: last.seq + 1, prevCommitment: commitment, bidNonce: last.bidNonce, last, lastState: counted.state },
  };
}

/**
 * @typedef {object} Author who declares, with which program
 * @property {string} uscc
 * @property {string} company
 * @property {string} signer
 * @property {{ name: string, version: string, hash: string }} tool
 *
 * @typedef {{ tenderRef: string, lot: string, docHash: string, keySetId: string }} Target hex
 * @typedef {{ fileSize: number, headerHash: string, treeRoot: string, leafCount: number, flags: number }} SealedFacts
 */

/** @type {SealedFacts} */
const nothing = { fileSize: 0, headerHash: zeros, treeRoot: zeros, leafCount: 0, flags: 0 };

/**
 * @param {Target} target @param {Author} author @param {NextVersion} version
 * @param {SealedFacts | null} sealed null to withdraw
 * @param {Date} now @param {import('../sealing/random.js').Random} random
 * @returns {Statement}
 */
export function draftStatement(target, author, version, sealed, now, random) {
  return {
    ...{ v: 1, action: sealed ? version.action : 'withdraw', ...target, suite: 1, ...(sealed ?? nothing) },
    ...{ seq: version.seq, prevCommitment: version.prevCommitment, bidNonce: version.bidNonce },
    ...{ leafNonce: hex(draw(random, 32)), ...author, clientTime: now.toISOString() },
  };
}
