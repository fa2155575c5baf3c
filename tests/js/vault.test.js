import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, describe, test } from 'node:test';
import './support/xhr.js';
import { FakeVault, keys } from './support/fake-vault.js';
import { bytes, clock, http, points, receipt, schedule, session } from './support/modules.js';
import { signer, statement, submission, tender, tree, upload } from './support/modules.js';
import { statementOf } from './support/fixtures.js';
import { ownJson, ownPath } from './support/vectors.js';

const p12 = new Uint8Array(fs.readFileSync(ownPath('signing/ecdsa.p12')));
const own = await signer.openPkcs12(p12, 'tender-sample');
const [, frozen] = ownJson('sbid1/js/files.json');

describe('Calls to the vault', () => {
  /** @type {FakeVault} */
  let vault;
  /** @type {any} */
  let signedIn;
  before(async () => {
    vault = await new FakeVault().start();
    signedIn = (await session.openSession(new http.VaultClient(vault.url), own, new Date())).client;
  });
  after(() => vault.close());

  /** Commits kept in memory; what matters here is when they are saved. */
  function memory() {
    /** @type {any[]} */
    const saved = [];
    return { saved, save: async (/** @type {any} */ c) => void saved.push(structuredClone(c)) };
  }

  const slicesOf = (/** @type {Uint8Array<ArrayBuffer>} */ data) => ({
    size: data.length,
    async read(/** @type {number} */ start, /** @type {number} */ end) {
      const part = data.slice(start, end);
      return { blob: new Blob([part]), sha256: await tree.digest(part) };
    },
  });

  const send = (/** @type {any} */ slices, /** @type {object} */ more = {}) =>
    upload.startUpload({
      ...{ client: signedIn, tenderRef: vault.tenderRef, slices, url: null, onUrl: () => {}, onProgress: () => {} },
      ...{ retryDelays: [0, 0, 0], ...more },
    });

  const signedStatement = async (/** @type {object} */ more = {}) => {
    const words = { ...statementOf(frozen), tenderRef: vault.tenderRef, ...more };
    return { words, signed: await own.sign(statement.writeStatement(words), new Date()) };
  };

  test('OpenSession_OwnChallenge_NamesTheOrganisation', async () => {
    const opened = await session.openSession(new http.VaultClient(vault.url), own, new Date());
    assert.equal(opened.orgCode, '91330106MA20271585');
    assert.ok(opened.client.token);
  });

  test('OpenSession_ChallengeOfAnotherPurposeOrBrowser_IsNotSigned', async () => {
    for (const challenge of ['site|sign-in|-|00|a|b|c', `vault|session|-|00|a|b|${'00'.repeat(32)}`, 'hello']) {
      let signatures = 0;
      const spy = { ...own, sign: () => assert.fail(`signed ${++signatures}`) };
      const answer = async () => new Response(JSON.stringify({ challenge, expiresAt: '' }), { status: 201 });
      const client = new http.VaultClient(vault.url, null, answer);
      await assert.rejects(session.openSession(client, spy, new Date()), { name: 'ForeignChallenge' });
    }
  });

  test('FetchKeySet_RightOne_IsCheckedWithItsSeats', async () => {
    const facts = await tender.fetchTender(signedIn, vault.tenderRef);
    const checked = await tender.fetchKeySet(signedIn, facts.keySetId);
    assert.deepEqual([checked.keySet.k, checked.keySet.n, checked.seats.length], [2, 3, 3]);
    assert.ok(checked.keySet.shares.every((/** @type {any} */ y, /** @type {number} */ i) =>
      y.equals(points.Point.BASE.multiply(keys.shares[i])),
    ));
  });

  test('FetchKeySet_AnyFactChanged_IsRefused', async () => {
    const good = /** @type {any} */ (vault.keySet);
    const lies = [
      { publicKey: bytes.hex(points.pt65(points.Point.BASE)) },
      { k: 3 },
      { index: 3 },
      { poolId: '00'.repeat(16) },
      { seats: good.seats.slice(1) },
      { seats: good.seats.toReversed() },
      { seats: good.seats.with(0, { ...good.seats[0], statement: good.seats[1].statement }) },
      { seats: good.seats.with(0, { ...good.seats[0], orgCode: 'other' }) },
    ];
    for (const lie of lies) {
      const answer = async () => Response.json({ ...good, ...lie });
      const client = new http.VaultClient(vault.url, null, answer);
      await assert.rejects(tender.fetchKeySet(client, good.keySetId), { name: 'SealingError' }, JSON.stringify(lie).slice(0, 60));
    }
    const client = new http.VaultClient(vault.url, null, async () => Response.json(good));
    await assert.rejects(tender.fetchKeySet(client, '00'.repeat(32)), { kind: 'Root' });
  });

  test('StartUpload_ThreePieces_SendsAllWithChecksums', async () => {
    const data = new Uint8Array(2 * upload.pieceLength + 5).map((_, i) => i % 251);
    let url = '';
    const done = await send(slicesOf(data), { onUrl: (/** @type {string} */ u) => (url = u) }).done;
    assert.equal(done, url);
    assert.equal((await upload.fetchUpload(signedIn, url)).state, 'stored');
    assert.ok(bytes.equal(vault.uploads.get(url.split('/').at(-1)).bytes, data));
  });

  test('StartUpload_ConnectionLostInTheMiddle_GoesOnWithoutSendingTwice', async () => {
    const data = new Uint8Array(3 * upload.pieceLength).map((_, i) => i % 13);
    let patches = 0;
    vault.fault = (method) => {
      patches += method === 'PATCH' ? 1 : 0;
      return method === 'PATCH' && patches === 2 ? 'lose' : method === 'PATCH' && patches === 3 ? 'drop' : '';
    };
    let url = '';
    await send(slicesOf(data), { onUrl: (/** @type {string} */ u) => (url = u) }).done;
    vault.fault = () => '';
    assert.ok(bytes.equal(vault.uploads.get(url.split('/').at(-1)).bytes, data));
    assert.equal(patches, 4);
  });

  test('StartUpload_PausedAndBegunAgain_ResumesAtTheOffset', async () => {
    const data = new Uint8Array(2 * upload.pieceLength).fill(3);
    let url = '';
    const slices = slicesOf(data);
    /** @type {any} */
    let running;
    let reads = 0;
    const pausing = {
      ...slices,
      async read(/** @type {number} */ start, /** @type {number} */ end) {
        if (++reads === 2) {
          await running.pause();
          return new Promise(() => {});
        }
        return slices.read(start, end);
      },
    };
    running = send(pausing, { onUrl: (/** @type {string} */ u) => (url = u) });
    while (reads < 2) {
      await new Promise((go) => setImmediate(go));
    }
    const sentBefore = vault.uploads.get(url.split('/').at(-1)).bytes.length;
    assert.equal(sentBefore, upload.pieceLength);
    vault.log.length = 0;
    await send(slices, { url }).done;
    assert.deepEqual(vault.log.map((l) => l.split(' ')[0]), ['HEAD', 'PATCH']);
  });

  test('StartUpload_DamagedPiece_IsTriedAndThenToldWithItsStatus', async () => {
    const data = new Uint8Array(10);
    const lying = { size: 10, read: async () => ({ blob: new Blob([data]), sha256: new Uint8Array(32) }) };
    await assert.rejects(send(lying).done, { status: 460 });
  });

  test('SendCommit_Accepted_IsSavedBeforeAndAfter', async () => {
    const store = memory();
    const { words, signed } = await signedStatement();
    const prepared = await submission.prepareCommit(store, vault.tenderRef, 'submit', signed);
    assert.equal(store.saved.length, 1);
    assert.equal(store.saved[0].state, 'unknown');
    const settled = await submission.sendCommit(signedIn, store, prepared);
    assert.equal(settled.state, 'accepted');
    const facts = await receipt.readReceipt(settled.receipt);
    const tag = await schedule.bidderTagOf(bytes.unhex(words.bidNonce), words.uscc);
    await receipt.checkReceipt(facts, signed, words, tag);
    for (const lie of [{ treeRoot: '00' }, { fileSize: 1 }, { commitment: '00' }, { statementHash: '00' }]) {
      await assert.rejects(receipt.checkReceipt({ ...facts, ...lie }, signed, words, tag), { kind: 'OtherTender' });
    }
    const list = await submission.fetchSubmissions(signedIn, vault.tenderRef);
    assert.equal(list.at(-1).receiptNo, settled.receiptNo);
    assert.equal((await submission.fetchSubmission(signedIn, settled.receiptNo)).offlineReceipt, undefined);
  });

  test('SendCommit_AnswerLost_SameKeyGivesTheOriginalReceipt', async () => {
    const store = memory();
    const { signed } = await signedStatement({ leafNonce: '31'.repeat(32) });
    const prepared = await submission.prepareCommit(store, vault.tenderRef, 'submit', signed);
    vault.fault = () => 'lose';
    await assert.rejects(submission.sendCommit(signedIn, store, prepared), { name: 'VaultUnreachable' });
    vault.fault = () => '';
    const before = vault.submissions.length;
    const settled = await submission.sendCommit(signedIn, store, store.saved.at(-1));
    assert.equal(vault.submissions.length, before);
    assert.equal(settled.receiptNo, vault.submissions.at(-1).answer.receiptNo);
  });

  test('SendCommit_Late_KeepsTheSignedRefusal', async () => {
    const store = memory();
    const { signed } = await signedStatement({ leafNonce: '32'.repeat(32) });
    const prepared = await submission.prepareCommit(store, vault.tenderRef, 'submit', signed);
    vault.deadline = vault.now();
    const settled = await submission.sendCommit(signedIn, store, prepared);
    vault.deadline = vault.now() + 3_600_000;
    assert.equal(settled.state, 'refused');
    assert.equal(store.saved.at(-1).state, 'refused');
    assert.equal((await receipt.readReceipt(settled.receipt)).reason, 'ET-3001');
  });

  test('Call_RefusalOrNoAnswer_IsTyped', async () => {
    const stranger = new http.VaultClient(vault.url);
    await assert.rejects(stranger.get('/v1/submissions?tenderRef=x'), (/** @type {any} */ error) => {
      assert.deepEqual([error.name, error.problem.status, error.problem.code], ['VaultProblem', 401, 'ET-2011']);
      return true;
    });
    await assert.rejects(new http.VaultClient('http://127.0.0.1:1').get('/v1/time'), { name: 'VaultUnreachable' });
  });

  test('Clock_VaultAhead_IsFollowedWithinItsBound', async () => {
    vault.offset = 90_000;
    const own_ = clock.createClock(new http.VaultClient(vault.url));
    assert.equal(own_.isKnown(), false);
    await own_.sync();
    vault.offset = 0;
    assert.ok(Math.abs(own_.offset() + 90_000) < own_.bound() + 50);
    assert.ok(own_.bound() < 2_000);
  });
});
