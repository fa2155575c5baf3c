// Transactions, events and hash chains that .NET made, read by a library of other authors.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Interface, Transaction, Wallet, dataSlice, getBytes } from 'ethers';
import { ownJson, repository } from '../support/vectors.js';

const artifact = (/** @type {string} */ name) =>
  JSON.parse(fs.readFileSync(path.join(repository, 'contracts', 'artifacts', `${name}.json`), 'utf8'));
const contracts = { AnchorLog: artifact('AnchorLog'), TenderChain: artifact('TenderChain') };
const abi = (/** @type {keyof typeof contracts} */ name) => new Interface(contracts[name].abi);
const sha256 = (/** @type {Uint8Array} */ data) => createHash('sha256').update(data).digest();
const bytes = (/** @type {string} */ hex) => Buffer.from(hex, 'hex');
const number = (/** @type {number} */ size, /** @type {number | bigint} */ value) =>
  Buffer.from(BigInt(value).toString(16).padStart(size * 2, '0'), 'hex');
const plain = (/** @type {any} */ value) =>
  typeof value === 'object' && value !== null ? [...value].map(plain) : String(value);

test('Transactions_EveryCall_MeanTheSameToAnotherLibrary', async () => {
  const { chainId, privateKey, sender, cases } = ownJson('ledger/transactions.json');
  assert.equal(cases.length, 21);
  const wallet = new Wallet(`0x${privateKey}`);
  assert.equal(wallet.address, sender);
  for (const c of cases) {
    const read = Transaction.from(`0x${c.raw}`);
    assert.equal(read.type, 0);
    assert.equal(read.from, sender);
    assert.equal(read.hash, `0x${c.hash}`);
    assert.deepEqual(
      [read.chainId, read.nonce, read.gasLimit, read.gasPrice, read.value, read.to],
      [BigInt(chainId), c.nonce, BigInt(c.gasLimit), 0n, 0n, c.to],
    );
    const inputs = readArguments(c, read.data);
    assert.deepEqual(plain(inputs), plain(c.arguments), c.function);
    // The other way: what ethers signs is byte for byte what .NET signed.
    const { to, nonce, gasLimit, data } = read;
    const made = await wallet.signTransaction({ type: 0, chainId, to, nonce, gasLimit, gasPrice: 0, value: 0, data });
    assert.equal(made, `0x${c.raw}`);
  }
});

/** @param {{ contract: keyof typeof contracts, function: string }} c @param {string} data */
function readArguments(c, data) {
  const contract = abi(c.contract);
  if (c.function !== 'constructor') return contract.decodeFunctionData(c.function, data);
  const code = contracts[c.contract].bytecode;
  assert.ok(data.startsWith(code));
  const tail = dataSlice(data, getBytes(code).length);
  return contract.getAbiCoder().decode(contract.deploy.inputs, tail);
}

test('Heads_FiveWindows_RecomputeFromEvents', () => {
  const { windows } = ownJson('ledger/heads.json');
  assert.equal(windows.length, 5);
  let head = Buffer.alloc(32);
  for (const w of windows) {
    const { window, root, padCommit, anchoredAt } = w;
    const packed = [head, number(8, window), bytes(root), bytes(padCommit), number(8, anchoredAt)];
    assert.equal(Buffer.concat(packed).length, 112);
    head = sha256(Buffer.concat(packed));
    assert.equal(head.toString('hex'), w.head);
    const event = abi('AnchorLog').parseLog(log(w));
    assert.equal(event?.name, 'WindowAnchored');
    const expected = [window, `0x${root}`, `0x${padCommit}`, `0x${w.head}`, anchoredAt, w.late];
    assert.deepEqual(plain(event?.args), plain(expected));
  }
});

test('TenderHead_EveryKind_RecomputesFromEvents', () => {
  const { tenderRef, facts } = ownJson('ledger/tender-head.json');
  assert.deepEqual(
    facts.map((/** @type {any} */ f) => f.kind),
    Array.from({ length: 15 }, (_, i) => i + 1),
  );
  const widths = [41, 40, 32, 40, 32, 98, 45, 69, 34, 33, 4, 32, 32, 32, 65];
  let head = Buffer.alloc(32);
  for (const f of facts) {
    const payload = bytes(f.payload);
    assert.equal(payload.length, widths[f.kind - 1]);
    const packed = [head, bytes(tenderRef), number(1, f.kind), number(4, f.seq), number(8, f.time), sha256(payload)];
    head = sha256(Buffer.concat(packed));
    assert.equal(head.toString('hex'), f.head);
    const event = abi('TenderChain').parseLog(log(f));
    assert.equal(event?.name, 'TenderEvent');
    const expected = [`0x${tenderRef}`, f.kind, f.seq, `0x${f.payload}`, `0x${f.head}`, f.time];
    assert.deepEqual(plain(event?.args), plain(expected));
  }
});

/** @param {{ topics: string[], data: string }} entry */
function log({ topics, data }) {
  return { topics: topics.map((t) => `0x${t}`), data: `0x${data}` };
}
