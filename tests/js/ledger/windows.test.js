// Commitments and windows that .NET made, made again by a second program (Ledger 4 and 5).
import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { test } from 'node:test';
import { ownJson } from '../support/vectors.js';

const SLOTS = 4096;
const hex = (/** @type {string} */ text) => Buffer.from(text, 'hex');
const sha256 = (/** @type {Uint8Array[]} */ ...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
const hmac = (/** @type {Buffer} */ key, /** @type {Uint8Array[]} */ ...parts) =>
  createHmac('sha256', key).update(Buffer.concat(parts)).digest();
const number = (/** @type {number} */ size, /** @type {number | bigint} */ value) =>
  hex(BigInt(value).toString(16).padStart(size * 2, '0'));
const text = (/** @type {string} */ value) => Buffer.from(value, 'ascii');

/** Fisher-Yates from the last slot down; two bytes a draw, rejected above the largest multiple of the range. */
function permutation(/** @type {Buffer} */ seed) {
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

/** All levels of the tree, leaf hashes first. */
function levels(/** @type {Buffer[]} */ leaves) {
  const all = [leaves.map((leaf) => sha256(Buffer.of(0), leaf))];
  while (all[all.length - 1].length > 1) {
    const below = all[all.length - 1];
    all.push(below.filter((_, i) => i % 2 === 0).map((left, i) => sha256(Buffer.of(1), left, below[2 * i + 1])));
  }
  return all;
}

test('Commitments_ThreeKinds_AreTheHashOfTheirMembers', () => {
  const { cases } = ownJson('ledger/commitments.json');
  assert.deepEqual(
    cases.map((/** @type {any} */ c) => c.kind),
    [1, 2, 3],
  );
  for (const c of cases) {
    const made = sha256(
      text('etender/commit/v1\0'),
      hex(c.tenderRef),
      number(1, c.kind),
      number(4, c.seq),
      ...[c.prevCommitment, c.cipherDigest, c.bidderTag, c.statementHash, c.leafNonce].map(hex),
    );
    assert.equal(made.toString('hex'), c.commitment);
  }
});

test('Windows_ZeroOneThreeAndAllLeaves_AreMadeAgain', () => {
  const { dayKey, cases } = ownJson('ledger/windows.json');
  assert.deepEqual(
    cases.map((/** @type {any} */ c) => c.count),
    [0, 1, 3, SLOTS],
  );
  for (const c of cases) {
    const seed = hmac(hex(dayKey), text('window'), number(8, BigInt(c.window)));
    assert.equal(seed.toString('hex'), c.seed);
    assert.equal(sha256(text('etender/pad/v1\0'), seed).toString('hex'), c.padCommit);
    const slots = permutation(seed);
    assert.deepEqual(slots.slice(0, 8), c.slots);
    assert.equal(sha256(...slots.map((s) => number(2, s))).toString('hex'), c.permutation);
    const dummy = (/** @type {number} */ slot) => hmac(seed, text('dummy'), number(2, slot));
    assert.deepEqual(
      [0, 1, 4095].map((s) => dummy(s).toString('hex')),
      c.dummies,
    );
    checkTree(c, slots, dummy);
  }
});

/** @param {any} c @param {number[]} slots @param {(slot: number) => Buffer} dummy */
function checkTree(c, slots, dummy) {
  const commitments = [...Array(c.count).keys()].map((i) => sha256(text('leaf'), number(4, i)));
  const leaves = slots.map((_, slot) => dummy(slot));
  [...commitments].sort(Buffer.compare).forEach((commitment, i) => (leaves[slots[i]] = commitment));
  assert.equal(sha256(...leaves).toString('hex'), c.leaves);
  const all = levels(leaves);
  assert.equal(all.length, 13);
  assert.equal(all[12][0].toString('hex'), c.root);
  if (c.count === 0) return;
  assert.ok(leaves[c.firstSlot].equals(commitments[0]));
  const path = all.slice(0, 12).map((level, depth) => level[(c.firstSlot >> depth) ^ 1].toString('hex'));
  assert.deepEqual(path, c.firstPath);
}
