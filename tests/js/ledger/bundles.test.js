// Tender proofs and opening bundles that .NET made, read by a second program (Ledger 6 and 7).
import assert from 'node:assert/strict';
import { createDecipheriv, hkdfSync } from 'node:crypto';
import fs from 'node:fs';
import { test } from 'node:test';
import { keccak256, toBeHex } from 'ethers';
import { checkWindow, hex, leafHash, number, sha256, storedValue, text, treeRoot } from '../support/ledger.js';
import { ownJson, ownPath } from '../support/vectors.js';

/** The entries of a zip that is stored, in order. @param {Buffer} zip */
function entriesOf(zip) {
  /** @type {Map<string, Buffer>} */
  const entries = new Map();
  let place = 0;
  while (zip.readUInt32LE(place) === 0x04034b50) {
    assert.equal(zip.readUInt16LE(place + 8), 0, 'stored, not compressed');
    const [size, nameLength, extra] = [zip.readUInt32LE(place + 22), zip.readUInt16LE(place + 26), zip.readUInt16LE(place + 28)];
    assert.equal(extra, 0);
    const name = zip.toString('ascii', place + 30, place + 30 + nameLength);
    const start = place + 30 + nameLength;
    entries.set(name, zip.subarray(start, start + size));
    place = start + size;
  }
  assert.equal(zip.readUInt32LE(place), 0x02014b50, 'the directory follows');
  return entries;
}

/** The entries, once they are those of the manifest. @param {string} file */
function bundle(file) {
  const entries = entriesOf(fs.readFileSync(ownPath(`ledger/${file}`)));
  const names = [...entries.keys()];
  assert.equal(names.at(-1), 'manifest.json');
  const manifest = JSON.parse(String(entries.get('manifest.json')));
  assert.deepEqual(
    manifest.entries.map((/** @type {any} */ e) => e.name),
    names.slice(0, -1),
  );
  for (const { name, sha256: hash, size } of manifest.entries) {
    const content = entries.get(name) ?? Buffer.alloc(0);
    assert.deepEqual([content.length, sha256(content).toString('hex')], [size, hash]);
  }
  return entries;
}

const json = (/** @type {Map<string, Buffer>} */ entries, /** @type {string} */ name) =>
  JSON.parse(String(entries.get(name)));
const among = (/** @type {Map<string, Buffer>} */ entries, /** @type {string} */ folder) =>
  [...entries.keys()].filter((n) => n.startsWith(folder));

/** The head that facts give, and whether it and the packed deadline stand on the chain. @param {any} proof @param {any} trust */
function checkProof(proof, trust) {
  let head = Buffer.alloc(32);
  proof.facts.forEach((/** @type {any} */ f, /** @type {number} */ i) => {
    assert.equal(f.seq, i);
    const packed = [hex(proof.tenderRef), number(1, f.kind), number(4, f.seq), number(8, f.at)];
    head = sha256(head, ...packed, sha256(hex(f.payload)));
  });
  const key = keccak256(Buffer.concat([hex(proof.tenderRef), number(32, trust.tenderChain.slot)]));
  assert.equal(storedValue(proof.chain, trust.tenderChain, key, proof.chain.headProof), head.toString('hex'));
  const third = toBeHex((BigInt(key) + 2n) % 2n ** 256n, 32);
  const slot = storedValue(proof.chain, trust.tenderChain, third, proof.chain.slotProof);
  assert.equal(slot.slice(48), proof.facts[0].payload.slice(64, 80), 'deadline');
  assert.equal(parseInt(slot.slice(40, 48), 16), proof.facts.length, 'number of facts');
  return proof.facts;
}

/** @param {Map<string, Buffer>} entries @param {any} trust @param {number[]} counts */
function checkOpening(entries, trust, counts) {
  const facts = checkProof(json(entries, 'proof.json'), trust);
  const of = (/** @type {number[]} */ ...kinds) => facts.filter((/** @type {any} */ f) => kinds.includes(f.kind));
  counts.forEach((count, i) => {
    const set = json(entries, `sets/${i + 1}.json`);
    const members = set.entries.map((/** @type {any} */ e) =>
      hex(e.commitment + e.headerHash + e.treeRoot + e.statementHash),
    );
    assert.equal(members.length, count);
    const sealed = of(7, 8)[i].payload;
    assert.equal(sealed.slice(0, 2), `0${i + 1}`);
    assert.equal(treeRoot(members.map(leafHash)).toString('hex'), sealed.slice(2, 66));
    assert.equal(parseInt(sealed.slice(66, 74), 16), count);
    const record = entries.get(`records/${i + 1}.json`) ?? Buffer.alloc(0);
    const salt = entries.get(`records/${i + 1}.salt`) ?? Buffer.alloc(0);
    assert.equal(sha256(salt, record).toString('hex'), of(10)[i].payload.slice(2));
    checkBids(entries, JSON.parse(String(record)), set);
  });
  for (const name of among(entries, 'receipts/')) checkWindow(json(entries, name));
}

/** @param {Map<string, Buffer>} entries @param {any} record @param {any} set */
function checkBids(entries, record, set) {
  record.bids.forEach((/** @type {any} */ bid, /** @type {number} */ i) => {
    const entry = set.entries[i];
    assert.deepEqual([bid.commitment, bid.treeRoot], [entry.commitment, entry.treeRoot]);
    assert.equal(sha256(entries.get(`headers/${entry.headerHash}.bin`) ?? Buffer.alloc(0)).toString('hex'), entry.headerHash);
    if (!bid.summary) return;
    const part = json(entries, `parts/${bid.commitment}.json`);
    // Three leaves: header, summary, body. The summary is the second, its first sibling the header.
    const leaf = leafHash(Buffer.from(part.segment, 'base64'));
    const pair = sha256(Buffer.of(1), hex(part.path[0]), leaf);
    assert.equal(sha256(Buffer.of(1), pair, hex(part.path[1])).toString('hex'), bid.treeRoot);
  });
}

/** What only the holder of a receipt can read in a public bundle. @param {Map<string, Buffer>} entries @param {string} file */
function laterStatement(entries, file) {
  const receipt = ownJson(`ledger/dev/${file}`);
  const member = (/** @type {string} */ cms, /** @type {string} */ name) =>
    new RegExp(`"${name}":"([0-9a-f]{64})"`).exec(Buffer.from(cms, 'base64').toString('latin1'))?.[1] ?? '';
  const commitment = member(receipt.ack, 'commitment');
  const secret = hex(member(receipt.statement, 'bidNonce'));
  const key = Buffer.from(hkdfSync('sha256', secret, hex(commitment), text('etender/later/v1\0'), 32));
  const opened = among(entries, 'later/').flatMap((name) => {
    const entry = entries.get(name) ?? Buffer.alloc(0);
    assert.equal(name, `later/${sha256(entry).toString('hex')}.bin`);
    assert.equal(entry.length, 8192 + 16);
    const cipher = createDecipheriv('aes-256-gcm', key, Buffer.alloc(12));
    cipher.setAuthTag(entry.subarray(-16));
    try {
      return [Buffer.concat([cipher.update(entry.subarray(0, -16)), cipher.final()])];
    } catch {
      return [];
    }
  });
  assert.equal(opened.length, 1);
  const cms = opened[0].subarray(4, 4 + opened[0].readUInt32BE(0));
  assert.equal(member(cms.toString('base64'), 'prevCommitment'), commitment);
  return cms.toString('latin1');
}

test('TenderProof_OfBothEngines_HoldsFromFactsToBlock', () => {
  for (const folder of ['dev', 'qbft'])
    checkProof(ownJson(`ledger/${folder}/tender-proof.json`), ownJson(`ledger/${folder}/trust.json`));
});

test('Bundle_OfOnePhase_HoldsInBothForms', () => {
  const trust = ownJson('ledger/dev/trust.json');
  for (const form of ['party', 'public']) checkOpening(bundle(`dev/opening-${form}.zip`), trust, [3]);
});

test('Bundle_OfTwoPhases_HoldsInBothForms', () => {
  const trust = ownJson('ledger/phases/trust.json');
  for (const form of ['party', 'public']) checkOpening(bundle(`phases/opening-${form}.zip`), trust, [3, 2]);
});

test('Bundle_Public_TellsTheHolderOfAReceiptItsLaterStatement', () => {
  const entries = bundle('dev/opening-public.zip');
  assert.match(laterStatement(entries, 'receipt-superseded.json'), /"action":"replace"/);
  assert.match(laterStatement(entries, 'receipt-withdrawn.json'), /"action":"withdraw"/);
  assert.throws(() => laterStatement(entries, 'receipt.json'), /0 !== 1/);
});
