// Offline receipts that .NET made, verified by a second program from leaf to block (Ledger 6 and 7, checks 4 to 9).
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { test } from 'node:test';
import { decodeRlp, encodeRlp, getAddress, keccak256, recoverAddress, toBeHex, zeroPadValue } from 'ethers';
import { ownJson, ownPath } from '../support/vectors.js';

const hex = (/** @type {string} */ text) => Buffer.from(text, 'hex');
const data = (/** @type {string} */ text) => `0x${text}`;
const sha256 = (/** @type {Uint8Array[]} */ ...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
const number = (/** @type {number} */ size, /** @type {number | bigint} */ value) =>
  hex(BigInt(value).toString(16).padStart(size * 2, '0'));

/** RFC 8785 for what receipts hold: texts, whole numbers, booleans. @param {any} value @returns {string} */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((n) => `${JSON.stringify(n)}:${canonical(value[n])}`).join(',')}}`;
}

/** The value of a key in a Merkle-Patricia trie. @param {string} root @param {string} key @param {string[]} nodes */
function lookUp(root, key, nodes) {
  const path = [...keccak256(key).slice(2)].map((n) => parseInt(n, 16));
  /** @type {any} */
  let reference = root;
  let depth = 0;
  let used = 0;
  for (;;) {
    let node = reference;
    if (typeof reference === 'string') {
      assert.equal(keccak256(data(nodes[used])), reference);
      node = decodeRlp(data(nodes[used++]));
    }
    if (node.length === 17) {
      reference = node[path[depth++]];
      continue;
    }
    const compact = [...node[0].slice(2)].map((n) => parseInt(n, 16));
    const part = compact.slice(compact[0] % 2 === 1 ? 1 : 2);
    assert.deepEqual(path.slice(depth, depth + part.length), part);
    depth += part.length;
    if (compact[0] < 2) {
      reference = node[1];
      continue;
    }
    assert.deepEqual([depth, used], [path.length, nodes.length]);
    return node[1];
  }
}

/** @param {any} receipt */
function checkWindow(receipt) {
  const { inclusion, window } = receipt;
  const ack = Buffer.from(receipt.ack, 'base64').toString('latin1');
  const commitment = /"commitment":"([0-9a-f]{64})"/.exec(ack)?.[1] ?? '';
  assert.equal(inclusion.path.length, 12);
  let node = sha256(Buffer.of(0), hex(commitment));
  inclusion.path.forEach((/** @type {string} */ sibling, /** @type {number} */ level) => {
    const pair = (inclusion.slot >> level) & 1 ? [hex(sibling), node] : [node, hex(sibling)];
    node = sha256(Buffer.of(1), ...pair);
  });
  assert.equal(node.toString('hex'), window.root);
  const parts = [hex(window.prevHead), number(8, inclusion.window), hex(window.root), hex(window.padCommit)];
  assert.equal(sha256(...parts, number(8, window.anchoredAt)).toString('hex'), window.head);
}

/** @param {any} receipt @param {any} trust */
function checkChain(receipt, trust) {
  const { chain, inclusion, window } = receipt;
  const key = keccak256(
    Buffer.concat([number(32, inclusion.window), number(32, trust.anchorLog.slot)]),
  );
  assert.equal(key, data(chain.storageKey));
  const header = decodeRlp(data(chain.block.headerRlp));
  assert.ok(Array.isArray(header));
  const account = lookUp(String(header[3]), data(trust.anchorLog.address), chain.accountProof);
  const [, , storageRoot, codeHash] = decodeRlp(account);
  assert.equal(codeHash, data(trust.anchorLog.codeHash));
  const value = decodeRlp(lookUp(String(storageRoot), key, chain.storageProof));
  assert.equal(zeroPadValue(String(value), 32), data(window.head));
  return header;
}

/** @param {any} header @param {string} round */
function withoutSeals(header, round) {
  const extra = /** @type {any[]} */ (decodeRlp(header[12]));
  const changed = [...header];
  changed[12] = encodeRlp([extra[0], extra[1], extra[2], round, []]);
  return keccak256(encodeRlp(changed));
}

const read = (/** @type {string} */ folder) => {
  const text = fs.readFileSync(ownPath(`ledger/${folder}/receipt.json`), 'utf8');
  const receipt = JSON.parse(text);
  assert.equal(canonical(receipt), text);
  const digest = sha256(Buffer.from(canonical({ ...receipt, digest: '' }), 'utf8')).toString('hex');
  assert.equal(digest, receipt.digest);
  return { receipt, trust: ownJson(`ledger/${folder}/trust.json`) };
};

test('Receipt_OfDevelopmentChain_HoldsFromLeafToBlock', () => {
  const { receipt, trust } = read('dev');
  checkWindow(receipt);
  checkChain(receipt, trust);
  assert.equal(keccak256(data(receipt.chain.block.headerRlp)), data(receipt.chain.block.hash));
});

test('Receipt_OfValidators_IsSealedByThreeOfFour', () => {
  const { receipt, trust } = read('qbft');
  checkWindow(receipt);
  const header = checkChain(receipt, trust);
  assert.equal(withoutSeals(header, '0x'), data(receipt.chain.block.hash));
  const [, validators, , round, seals] = /** @type {any[]} */ (decodeRlp(String(header[12])));
  const trusted = trust.validators[0].addresses.map(data);
  assert.deepEqual(validators, trusted);
  const hash = withoutSeals(header, round);
  const signers = seals.map((/** @type {string} */ seal) => {
    const [r, s, v] = [seal.slice(0, 66), data(seal.slice(66, 130)), parseInt(seal.slice(130), 16)];
    return recoverAddress(hash, { r, s, yParity: /** @type {0 | 1} */ (v) });
  });
  assert.equal(new Set(signers).size, 3);
  for (const signer of signers) assert.ok(trusted.map(getAddress).includes(signer));
  assert.equal(toBeHex(Number(header[8])), toBeHex(receipt.chain.block.number));
});
