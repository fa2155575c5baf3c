// Offline receipts that .NET made, verified by a second program from leaf to block (Ledger 6 and 7, checks 4 to 9).
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { decodeRlp, encodeRlp, getAddress, keccak256, recoverAddress, toBeHex } from 'ethers';
import { canonical, checkWindow, data, number, sha256, storedValue } from '../support/ledger.js';
import { ownJson, ownPath } from '../support/vectors.js';

/** @param {any} receipt @param {any} trust */
function checkChain(receipt, trust) {
  const { chain, inclusion, window } = receipt;
  const key = keccak256(
    Buffer.concat([number(32, inclusion.window), number(32, trust.anchorLog.slot)]),
  );
  assert.equal(key, data(chain.storageKey));
  assert.equal(storedValue(chain, trust.anchorLog, key, chain.storageProof), window.head);
  const header = decodeRlp(data(chain.block.headerRlp));
  assert.ok(Array.isArray(header));
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
