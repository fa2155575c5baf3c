// The ledger's formats in a second program's words (Ledger 3 to 7): what .NET made is made or verified again with these.
import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { decodeRlp, keccak256, zeroPadValue } from 'ethers';

export const SLOTS = 4096;
export const hex = (/** @type {string} */ text) => Buffer.from(text, 'hex');
export const data = (/** @type {string} */ text) => `0x${text}`;
export const text = (/** @type {string} */ value) => Buffer.from(value, 'ascii');
export const sha256 = (/** @type {Uint8Array[]} */ ...parts) =>
  createHash('sha256').update(Buffer.concat(parts)).digest();
export const hmac = (/** @type {Buffer} */ key, /** @type {Uint8Array[]} */ ...parts) =>
  createHmac('sha256', key).update(Buffer.concat(parts)).digest();
export const number = (/** @type {number} */ size, /** @type {number | bigint} */ value) =>
  hex(BigInt(value).toString(16).padStart(size * 2, '0'));

/** RFC 8785 for what receipts hold: texts, whole numbers, booleans. @param {any} value @returns {string} */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((n) => `${JSON.stringify(n)}:${canonical(value[n])}`).join(',')}}`;
}

/** The value of a key in a Merkle-Patricia trie. @param {string} root @param {string} key @param {string[]} nodes */
export function lookUp(root, key, nodes) {
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

/**
 * The value that a contract holds under a key in the block's state; null when it holds none there.
 * @param {{ block: { headerRlp: string }, accountProof: string[] }} chain @param {{ address: string, codeHash: string }} contract
 * @param {string} key @param {string[]} proof
 */
export function storedValue(chain, contract, key, proof) {
  const header = decodeRlp(data(chain.block.headerRlp));
  assert.ok(Array.isArray(header));
  const account = lookUp(String(header[3]), data(contract.address), chain.accountProof);
  const [, , storageRoot, codeHash] = decodeRlp(account);
  assert.equal(codeHash, data(contract.codeHash));
  return zeroPadValue(String(decodeRlp(lookUp(String(storageRoot), key, proof))), 32).slice(2);
}

/** RFC 9162 root of leaf hashes. @param {Buffer[]} hashes @returns {Buffer} */
export function treeRoot(hashes) {
  if (hashes.length === 0) return sha256();
  if (hashes.length === 1) return hashes[0];
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return sha256(Buffer.of(1), treeRoot(hashes.slice(0, split)), treeRoot(hashes.slice(split)));
}

export const leafHash = (/** @type {Uint8Array} */ leaf) => sha256(Buffer.of(0), leaf);

/** The commitment of a preimage, kind as a number or a name (Ledger 4). @param {any} c */
export function commitmentOf(c) {
  const kind = typeof c.kind === 'number' ? c.kind : ['submit', 'replace', 'withdraw'].indexOf(c.kind) + 1;
  return sha256(
    text('etender/commit/v1\0'),
    hex(c.tenderRef),
    number(1, kind),
    number(4, c.seq),
    ...[c.prevCommitment, c.cipherDigest, c.bidderTag, c.statementHash, c.leafNonce].map(hex),
  );
}

/** Fisher-Yates from the last slot down; two bytes a draw, rejected above the largest multiple of the range. */
export function permutation(/** @type {Buffer} */ seed) {
  const slots = [...Array(SLOTS).keys()];
  let block = Buffer.alloc(0);
  let counter = 0;
  const draw = (/** @type {number} */ range) => {
    for (;;) {
      if (block.length === 0) block = hmac(seed, text('perm'), number(4, counter++));
      const value = block.readUInt16BE(0);
      block = block.subarray(2);
      if (value < Math.floor(65536 / range) * range) return value % range;
    }
  };
  for (let last = SLOTS - 1; last > 0; last--) {
    const other = draw(last + 1);
    [slots[last], slots[other]] = [slots[other], slots[last]];
  }
  return slots;
}

/** The leaves of a window (Ledger 5). @param {Buffer} seed @param {Buffer[]} commitments */
export function windowLeaves(seed, commitments) {
  const slots = permutation(seed);
  const leaves = slots.map((_, slot) => hmac(seed, text('dummy'), number(2, slot)));
  [...commitments].sort(Buffer.compare).forEach((commitment, i) => (leaves[slots[i]] = commitment));
  return leaves;
}

export const padCommit = (/** @type {Buffer} */ seed) => sha256(text('etender/pad/v1\0'), seed);

/** The chain of heads over windows. @param {Buffer} before @param {number} first @param {any[]} windows */
export function headAfter(before, first, windows) {
  return windows.reduce(
    (head, w, i) =>
      sha256(head, number(8, first + i), hex(w.root), hex(w.padCommit), number(8, w.anchoredAt)),
    before,
  );
}

/** @param {any} receipt */
export function checkWindow(receipt) {
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
  assert.equal(headAfter(hex(window.prevHead), inclusion.window, [window]).toString('hex'), window.head);
}
