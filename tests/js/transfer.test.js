import 'fake-indexeddb/auto';
import './support/xhr.js';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { FakeVault } from './support/fake-vault.js';
import { bytes, http, keyfile, opening, session, signer, store, transfer, upload } from './support/modules.js';
import { sampleRequest } from './support/samples.js';
import { ownPath } from './support/vectors.js';

const own = await signer.openPkcs12(new Uint8Array(fs.readFileSync(ownPath('signing/ecdsa.p12'))), 'tender-sample');
const password = 'key file 2026';
const silent = { seal() {}, prove() {}, send() {} };

describe('Sealing and sending as one stream', () => {
  /** @type {FakeVault} */ let vault;
  /** @type {any} */ let client;
  /** @type {any} */ let device;
  before(async () => {
    vault = await new FakeVault().start();
    client = (await session.openSession(new http.VaultClient(vault.url), own, new Date())).client;
    device = await store.openStore();
  });
  after(async () => {
    device.close();
    await vault.close();
  });

  const request = async (size = 9_000_000) => ({
    ...(await sampleRequest([bytes.utf8('{"v":1}'), new Uint8Array(size).fill(6)])),
    tenderRef: bytes.unhex(vault.tenderRef),
  });

  test('Begin_WholeRun_EndsWithTheSameFileAtTheVaultAndAKeyFileThatOpensIt', async () => {
    const seen = { seal: 0, prove: 0, send: 0 };
    const watch = Object.fromEntries(
      ['seal', 'prove', 'send'].map((k) => [k, (/** @type {number} */ done) => Object.assign(seen, { [k]: done })]),
    );
    const begun = await transfer.Transfer.begin(device, client, await request(), password, watch);
    await Promise.all([begun.sealing, begun.transfer.send()]);
    assert.equal(await begun.transfer.confirm(), null);
    const { record } = begun.transfer;
    assert.deepEqual(seen, { seal: record.fileSize, prove: record.fileSize, send: record.fileSize });
    assert.equal((await device.listSealed(vault.tenderRef)).at(-1).state, 'sent');
    const stored = new Blob([vault.uploads.get(record.uploadUrl.split('/').at(-1)).bytes]);
    const kept = await keyfile.readKeyFile(record.keyFile, password);
    const secrets = kept.files[0].parts.map((/** @type {any} */ p) => ({ ...p, secret: bytes.unhex(p.secret) }));
    const proven = await opening.proveOwnFile(stored, secrets);
    assert.equal(bytes.hex(proven.treeRoot), kept.files[0].treeRoot);
    await begun.transfer.close({ key: '0a'.repeat(16), statement: 'AA==', receipt: 'AA==', receiptNo: '12'.repeat(16) });
    assert.equal((await keyfile.readKeyFile(record.keyFile, password)).submissions[0].receiptNo, '12'.repeat(16));
    assert.equal(await device.readPiece(record.id, 0), undefined);
  });

  test('Resume_AfterTheTabWasClosed_SendsOnlyWhatIsMissing', async () => {
    let patches = 0;
    vault.fault = (method) => (method === 'PATCH' && ++patches >= 2 ? 'drop' : '');
    const begun = await transfer.Transfer.begin(device, client, await request(), password, silent);
    const sending = begun.transfer.send().catch((/** @type {unknown} */ e) => e);
    await begun.sealing;
    await begun.transfer.pause();
    vault.fault = () => '';
    const [again] = (await device.listSealed(vault.tenderRef)).filter((/** @type {any} */ r) => r.state === 'sealed');
    assert.ok(again.uploadUrl);
    vault.log.length = 0;
    const second = transfer.Transfer.resume(device, client, again, silent);
    await second.send();
    assert.equal(await second.confirm(), null);
    const sent = vault.log.filter((l) => l.startsWith('PATCH')).length;
    assert.equal(sent, Math.ceil(again.fileSize / upload.pieceLength) - 1);
    assert.ok(sending);
  });

  test('Begin_FileChangesWhileItIsSealed_FailsAndNothingIsCalledReady', async () => {
    const wrong = await request();
    const short = new Blob([new Uint8Array(4_000_000)]);
    wrong.parts[1].content = Object.assign(Object.create(Blob.prototype), {
      slice: (/** @type {number} */ a, /** @type {number} */ b) => short.slice(a, b),
    });
    Object.defineProperty(wrong.parts[1].content, 'size', { value: 9_000_000 });
    const begun = await transfer.Transfer.begin(device, client, wrong, password, silent);
    const sending = begun.transfer.send().catch((/** @type {unknown} */ e) => e);
    await assert.rejects(begun.sealing, { kind: 'Truncated' });
    const { record } = begun.transfer;
    await begun.transfer.discard();
    assert.deepEqual([record.keyFile, record.state], [null, 'sealing']);
    assert.equal(vault.uploads.has(record.uploadUrl.split('/').at(-1)), false);
    assert.ok((await device.listSealed(vault.tenderRef)).every((/** @type {any} */ r) => r.id !== record.id));
    assert.ok(sending);
  });
});
