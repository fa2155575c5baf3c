// Audits that .NET made: a second program makes every window again and explains every leaf (Ledger 9, check 14).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keccak256 } from 'ethers';
import { commitmentOf, headAfter, hex, leafHash, number, padCommit } from '../support/ledger.js';
import { storedValue, treeRoot, windowLeaves } from '../support/ledger.js';
import { ownJson } from '../support/vectors.js';

/** Leaves that no set, no later statement and no withdrawal explains. @param {any} audit */
function unexplained(audit) {
  const preimages = audit.windows.flatMap((/** @type {any} */ w) => w.preimages);
  const members = new Set(
    audit.tenders.flatMap((/** @type {any} */ t) =>
      t.entries.map((/** @type {string} */ e) => t.proof.tenderRef + e.slice(0, 64)),
    ),
  );
  const replaced = new Set(preimages.map((/** @type {any} */ p) => p.tenderRef + p.prevCommitment));
  return preimages.filter((/** @type {any} */ p) => {
    const name = p.tenderRef + commitmentOf(p).toString('hex');
    return !members.has(name) && !replaced.has(name) && p.kind !== 'withdraw';
  });
}

/** @param {string} folder */
function checked(folder) {
  const audit = ownJson(`ledger/${folder}/audit.json`);
  const { anchorLog } = ownJson(`ledger/${folder}/trust.json`);
  for (const w of audit.windows) {
    const seed = hex(w.seed);
    assert.equal(padCommit(seed).toString('hex'), w.padCommit);
    const leaves = windowLeaves(seed, w.preimages.map(commitmentOf));
    assert.equal(treeRoot(leaves.map(leafHash)).toString('hex'), w.root);
  }
  const last = audit.first + audit.windows.length - 1;
  const key = keccak256(Buffer.concat([number(32, last), number(32, anchorLog.slot)]));
  const head = headAfter(hex(audit.prevHead), audit.first, audit.windows).toString('hex');
  assert.equal(storedValue(audit.chain, anchorLog, key, audit.chain.storageProof), head);
  return audit;
}

test('Audit_Good_ExplainsEveryLeaf', () => {
  const audit = checked('dev');
  assert.equal(audit.windows.length, 10);
  assert.equal(audit.windows.flatMap((/** @type {any} */ w) => w.preimages).length, 6);
  assert.deepEqual(unexplained(audit), []);
});

test('Audit_WithASleepingBid_LeavesOneLeafUnexplained', () => {
  const audit = checked('omitted');
  const [sleeping, ...others] = unexplained(audit);
  assert.equal(others.length, 0);
  const receipt = ownJson('ledger/omitted/receipt.json');
  const ack = Buffer.from(receipt.ack, 'base64').toString('latin1');
  assert.ok(ack.includes(commitmentOf(sleeping).toString('hex')));
});
