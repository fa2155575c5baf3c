import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { archive, bytes, opening, pieces, sealing, store, tree, upload } from './support/modules.js';
import { seededRandom } from './support/random.js';
import { sampleRequest } from './support/samples.js';

describe('Sealed pieces on the device', () => {
  test('PieceFile_ReadWhileWritten_GivesEveryByteAndChecksum', async () => {
    const own = await store.openStore();
    const request = await sampleRequest([new Uint8Array(3), new Uint8Array(9_000_000).fill(1)]);
    const run = await sealing.startRun(request, seededRandom(20));
    const file = new pieces.PieceFile(own, 'a', run.fileSize);
    const reading = [];
    for (let at = 0; at < run.fileSize; at += upload.pieceLength) {
      reading.push(file.read(at, Math.min(at + upload.pieceLength, run.fileSize)));
    }
    let written = 0;
    await file.write(run.bytes(), (/** @type {number} */ n) => (written = n));
    assert.equal(written, run.fileSize);
    const got = await Promise.all(reading);
    for (const { blob, sha256 } of got) {
      assert.deepEqual(await tree.digest(new Uint8Array(await blob.arrayBuffer())), sha256);
    }
    const whole = await file.asBlob();
    assert.deepEqual(await opening.proveOwnFile(whole, run.secrets), await run.summary());
    const odd = await file.read(5, 4_200_000);
    assert.ok(bytes.equal(
      new Uint8Array(await odd.blob.arrayBuffer()),
      new Uint8Array(await whole.slice(5, 4_200_000).arrayBuffer()),
    ));
    own.close();
  });

  test('PieceFile_SourceFails_ReadersAreTold', async () => {
    const own = await store.openStore();
    const file = new pieces.PieceFile(own, 'b', 100);
    const reading = file.read(0, 100);
    async function* broken() {
      yield new Uint8Array(10);
      throw new Error('disk');
    }
    await assert.rejects(file.write(broken(), () => {}), /disk/);
    await assert.rejects(reading, /disk/);
    own.close();
  });

  test('RemoveSealed_OneOfTwo_LeavesTheOther', async () => {
    const own = await store.openStore();
    for (const id of ['c', 'd']) {
      await own.saveSealed({ id, tenderRef: 't' });
      await own.savePiece({ id, index: 0, blob: new Blob(['x']), sha256: new Uint8Array(32) });
    }
    await own.removeSealed('c');
    assert.deepEqual((await own.listSealed('t')).map((/** @type {any} */ s) => s.id), ['d']);
    assert.equal(await own.readPiece('c', 0), undefined);
    assert.ok(await own.readPiece('d', 0));
    own.close();
  });

  test('SaveDraftAndCommit_ReadBack_AreTheSame', async () => {
    const own = await store.openStore();
    const draft = { tenderRef: 't', fields: { price: '1' }, fileNames: ['甲.pdf'] };
    await own.saveDraft(draft);
    assert.deepEqual(await own.readDraft('t'), draft);
    await own.save({ key: 'k', tenderRef: 't', state: 'unknown' });
    assert.equal((await own.listCommits('t')).length, 1);
    assert.equal((await own.listCommits('other')).length, 0);
    own.close();
  });
});

describe('Several files as one part', () => {
  test('MakeZip_TwoFiles_IsReadByPythonOrUnzip', async (context) => {
    const zip = await archive.makeZip(
      [
        { name: '投标文件.pdf', content: new Blob(['%PDF-1.7 one']) },
        { name: 'b.pdf', content: new Blob([new Uint8Array(5_000_000).fill(7)]) },
      ],
      new Date('2026-11-24T01:30:00Z'),
    );
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tender-zip-'));
    context.after(() => fs.rmSync(folder, { recursive: true }));
    fs.writeFileSync(path.join(folder, 'a.zip'), new Uint8Array(await zip.arrayBuffer()));
    const code = 'import zipfile,sys;z=zipfile.ZipFile(sys.argv[1]);assert z.testzip() is None;print("|".join(f"{i.filename}:{i.file_size}" for i in z.infolist()))';
    const { status, stdout, error } = spawnSync('python3', ['-X', 'utf8', '-c', code, path.join(folder, 'a.zip')]);
    if (error) {
      context.skip('python3 not found');
      return;
    }
    assert.equal(status, 0);
    assert.equal(stdout.toString('utf8').trim(), '投标文件.pdf:12|b.pdf:5000000');
  });
});
