// What the browser modules make, for a .NET test to read: see tests/vectors/sbid1/js/README.md. Everything but the
// ECDSA signature comes out the same each time.
import fs from 'node:fs';
import { bytes, keyfile, schedule, signer, statement } from './modules.js';
import { seededRandom } from './random.js';
import { privateKey, publicKey, sealToBlob, uscc } from './samples.js';
import { points } from './modules.js';
import { ownPath } from './vectors.js';

export const password = '密码 pass-2026';
export const lot = '0b8f3c52-7c4e-4b7e-9a39-5d1f0a6c2e11';
export const at = new Date('2026-11-24T01:30:00.000Z');
const filled = (/** @type {number} */ value, length = 32) => new Uint8Array(length).fill(value);

/** Byte i of a part's content is i * 31 + partId. @param {number} partId @param {number} length */
export const contentOf = (partId, length) => new Uint8Array(length).map((_, i) => i * 31 + partId);

export const cases = [
  { name: 'empty', seed: 11, padded: false, parts: [{ partId: 1, phase: 1, length: 0 }] },
  {
    ...{ name: 'two-segments', seed: 12, padded: false },
    parts: [
      { partId: 1, phase: 1, length: 96 },
      { partId: 2, phase: 1, length: 262_105 },
    ],
  },
  {
    ...{ name: 'padded', seed: 13, padded: true },
    parts: [
      { partId: 1, phase: 1, length: 40 },
      { partId: 3, phase: 2, length: 1_000 },
      { partId: 8, phase: 8, length: 5_001 },
    ],
  },
  { name: 'one-part-padded', seed: 15, padded: true, parts: [{ partId: 1, phase: 1, length: 700 }] },
  {
    ...{ name: 'two-parts-padded', seed: 16, padded: true },
    parts: [
      { partId: 1, phase: 1, length: 90 },
      { partId: 2, phase: 1, length: 2_500 },
    ],
  },
  {
    ...{ name: 'three-parts', seed: 17, padded: false },
    parts: [
      { partId: 1, phase: 1, length: 90 },
      { partId: 2, phase: 1, length: 1_200 },
      { partId: 3, phase: 2, length: 0 },
    ],
  },
];

/** @param {(typeof cases)[number]} fixture */
export async function makeFile({ name, seed, padded, parts }) {
  const request = {
    ...{ tenderRef: filled(1), lot: bytes.unhex(lot.replaceAll('-', '')), docHash: filled(3), keySetId: filled(4) },
    ...{ publicKey, bidNonce: filled(5), uscc, sealedAt: at.getTime(), padded },
    parts: parts.map((p) => ({ ...p, content: new Blob([contentOf(p.partId, p.length)]) })),
  };
  const { run, file, summary } = await sealToBlob(request, seededRandom(seed));
  const hex = bytes.hex;
  const facts = {
    ...{ name, seed, padded, parts, tenderRef: hex(request.tenderRef), lot, docHash: hex(request.docHash) },
    ...{ keySetId: hex(request.keySetId), privateKey: hex(points.toBytes32(privateKey)) },
    ...{ publicKey: hex(points.pt65(publicKey)), bidNonce: hex(request.bidNonce), uscc, sealedAt: at.toISOString() },
    ...{ headerHash: hex(summary.headerHash), treeRoot: hex(summary.treeRoot) },
    ...{ fileSize: summary.fileSize, leafCount: summary.leafCount },
    secrets: run.secrets.map((/** @type {any} */ s) => ({ partId: s.partId, secret: hex(s.secret) })),
  };
  return { facts, file: new Uint8Array(await file.arrayBuffer()) };
}

/** @param {any} facts of a file */
export const statementOf = (facts) => ({
  ...{ v: 1, action: 'submit', tenderRef: facts.tenderRef, lot: lot.replaceAll('-', ''), docHash: facts.docHash },
  ...{ keySetId: facts.keySetId, suite: 1, flags: facts.padded ? 2 : 0, fileSize: facts.fileSize },
  ...{ headerHash: facts.headerHash, treeRoot: facts.treeRoot, leafCount: facts.leafCount, seq: 1 },
  ...{ prevCommitment: statement.zeros, bidNonce: facts.bidNonce, leafNonce: '06'.repeat(32), uscc },
  ...{ company: '杭州青石建设有限公司䶮𬭎', signer: '陈青', clientTime: at.toISOString() },
  tool: { name: 'tender-browser', version: '1.0', hash: '07'.repeat(32) },
});

/** @param {'ecdsa' | 'rsa'} kind @param {Uint8Array<ArrayBuffer>} content */
export async function sign(kind, content) {
  const p12 = new Uint8Array(fs.readFileSync(ownPath(`signing/${kind}.p12`)));
  return (await signer.openPkcs12(p12, 'tender-sample')).sign(content, at);
}

/** @param {any} facts @param {Uint8Array} signed */
export async function commitmentFacts(facts, signed) {
  const tag = await schedule.bidderTagOf(bytes.unhex(facts.bidNonce), uscc);
  return {
    bidderTag: bytes.hex(tag),
    commitment: bytes.hex(statement.commitmentOf(statementOf(facts), tag, signed)),
  };
}

/** @param {any} facts @param {Uint8Array} signed */
export const keyFileContent = (facts, signed) => ({
  ...{ v: 1, suite: 1, tenderRef: facts.tenderRef, lot, keySetId: facts.keySetId, orgCode: uscc },
  bidNonce: facts.bidNonce,
  files: [
    {
      ...{ headerHash: facts.headerHash, treeRoot: facts.treeRoot, fileSize: facts.fileSize },
      ...{ leafCount: facts.leafCount, parts: facts.secrets },
    },
  ],
  submissions: [
    {
      ...{ idempotencyKey: '0a'.repeat(16), statement: bytes.base64(signed), receipt: null, receiptNo: null },
      offlineReceipt: null,
    },
  ],
});

/** @param {any} content */
export const makeKeyFile = (content) => keyfile.writeKeyFile(content, password, seededRandom(14));
