// Commitments and windows that .NET made, made again by a second program (Ledger 4 and 5).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commitmentOf, hex, hmac, number, padCommit, permutation, sha256, SLOTS } from '../support/ledger.js';
import { text, windowLeaves } from '../support/ledger.js';
import { ownJson } from '../support/vectors.js';

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
  for (const c of cases) assert.equal(commitmentOf(c).toString('hex'), c.commitment);
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
    assert.equal(padCommit(seed).toString('hex'), c.padCommit);
    const slots = permutation(seed);
    assert.deepEqual(slots.slice(0, 8), c.slots);
    assert.equal(sha256(...slots.map((s) => number(2, s))).toString('hex'), c.permutation);
    const dummy = (/** @type {number} */ slot) => hmac(seed, text('dummy'), number(2, slot));
    assert.deepEqual(
      [0, 1, 4095].map((s) => dummy(s).toString('hex')),
      c.dummies,
    );
    checkTree(c, seed);
  }
});

/** @param {any} c @param {Buffer} seed */
function checkTree(c, seed) {
  const commitments = [...Array(c.count).keys()].map((i) => sha256(text('leaf'), number(4, i)));
  const leaves = windowLeaves(seed, commitments);
  assert.equal(sha256(...leaves).toString('hex'), c.leaves);
  const all = levels(leaves);
  assert.equal(all.length, 13);
  assert.equal(all[12][0].toString('hex'), c.root);
  if (c.count === 0) return;
  assert.ok(leaves[c.firstSlot].equals(commitments[0]));
  const path = all.slice(0, 12).map((level, depth) => level[(c.firstSlot >> depth) ^ 1].toString('hex'));
  assert.deepEqual(path, c.firstPath);
}
