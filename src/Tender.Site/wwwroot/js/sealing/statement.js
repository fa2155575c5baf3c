// The statement by which a sealed file becomes a bid (SBID1 10), and the commitment that the ledger will hold of it
// (Ledger 4). The bytes are signed exactly as they are.

import { sha256 } from '../../lib/noble.js';
import { concat, u32, u8, unhex, utf8 } from './bytes.js';
import { demand } from './errors.js';
import { demandMembers, readObject } from './json.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {'submit' | 'replace' | 'withdraw'} StatementAction */

/**
 * @typedef {object} Statement hashes and nonces in lower-case hex
 * @property {1} v
 * @property {StatementAction} action
 * @property {string} tenderRef
 * @property {string} lot the section's UUID as 32 hex digits
 * @property {string} docHash
 * @property {string} keySetId
 * @property {number} suite
 * @property {number} flags
 * @property {number} fileSize 0 in a withdrawal
 * @property {string} headerHash zeros in a withdrawal
 * @property {string} treeRoot zeros in a withdrawal
 * @property {number} leafCount 0 in a withdrawal
 * @property {number} seq 1, 2, ...
 * @property {string} prevCommitment zeros for seq 1
 * @property {string} bidNonce
 * @property {string} leafNonce
 * @property {string} uscc
 * @property {string} company
 * @property {string} signer
 * @property {{ name: string, version: string, hash: string }} tool
 * @property {string} clientTime
 */

export const zeros = '00'.repeat(32);
const longest = 8 * 1024;
const members = [
  ...['v', 'action', 'tenderRef', 'lot', 'docHash', 'keySetId', 'suite', 'flags', 'fileSize', 'headerHash'],
  ...['treeRoot', 'leafCount', 'seq', 'prevCommitment', 'bidNonce', 'leafNonce', 'uscc', 'company', 'signer'],
  ...['tool', 'clientTime'],
];

/** @type {Record<StatementAction, number>} */
const kinds = { submit: 1, replace: 2, withdraw: 3 };

/** @param {Statement} statement @returns {Bytes} */
export function writeStatement(statement) {
  const { name, version, hash } = statement.tool;
  const any = /** @type {any} */ (statement);
  const ordered = Object.fromEntries(members.map((m) => [m, any[m]]));
  const bytes = utf8(JSON.stringify({ ...ordered, tool: { name, version, hash } }));
  demand(bytes.length <= longest, 'Value', longest, 'a statement has at most 8 KiB');
  return bytes;
}

/** Reads one's own statement again. @param {Bytes} bytes @returns {Statement} */
export function readStatement(bytes) {
  demand(bytes.length <= longest, 'Value', longest, 'a statement has at most 8 KiB');
  const statement = readObject(bytes, members);
  demandMembers(statement.tool, ['name', 'version', 'hash']);
  demand(statement.v === 1, 'Version', 0, 'version of a statement');
  demand(statement.action in kinds, 'Value', 0, 'action of a statement');
  return /** @type {Statement} */ (statement);
}

/**
 * @param {Statement} statement @param {Bytes} bidderTag @param {Bytes} signed the CMS of the statement
 * @returns {Bytes} 32 bytes
 */
export function commitmentOf(statement, bidderTag, signed) {
  const parts = [
    utf8('etender/commit/v1'),
    u8(0),
    unhex(statement.tenderRef),
    u8(kinds[statement.action]),
    u32(statement.seq),
    unhex(statement.prevCommitment),
    unhex(statement.treeRoot),
    bidderTag,
    sha256(signed),
    unhex(statement.leafNonce),
  ];
  return new Uint8Array(sha256(concat(...parts)));
}
