import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bytes, errors, header, label, opening, points, schedule, sealing, tree } from './support/modules.js';
import { seededRandom } from './support/random.js';
import { collect, sampleRequest, sealToBlob } from './support/samples.js';

describe('SBID1 file', () => {
  for (const padded of [false, true]) {
    for (const size of [0, 1, 262_103, 262_104, 262_105, 2 * 262_112 - 8, 4_300_000]) {
      test(`Seal_${size}Bytes${padded ? 'Padded' : ''}_OpensToTheSameBytes`, async () => {
        const contents = [bytes.utf8('{"v":1}'), new Uint8Array(size).map((_, i) => i * 31)];
        const { file, run, summary } = await sealToBlob(await sampleRequest(contents, { padded }), seededRandom(size));
        assert.equal(file.size, run.fileSize);
        const head = await opening.readHeader(file);
        assert.ok(header.verifyLabels(head));
        for (const [index, content] of contents.entries()) {
          const got = await collect(opening.openPartWithSecret(file, head, index, run.secrets[index].secret));
          assert.deepEqual(got, content);
        }
        assert.deepEqual(await opening.proveOwnFile(file, run.secrets), summary);
      });
    }
  }

  test('Seal_EightParts_HasTheLengthOfItsHeader', async () => {
    const contents = Array.from({ length: 8 }, (_, i) => new Uint8Array(i));
    const { file } = await sealToBlob(await sampleRequest(contents), seededRandom(8));
    assert.equal((await opening.readHeader(file)).bytes.length, 240 + 8 * 268);
  });

  test('Seal_NoneOrNineParts_IsRefused', async () => {
    for (const count of [0, 9]) {
      const contents = Array.from({ length: count }, () => new Uint8Array(1));
      await assert.rejects(sealing.startRun(await sampleRequest(contents)), { kind: 'PartCount' });
    }
  });

  test('Seal_TwoParts_TreeIsOverHeaderAndSegments', async () => {
    const contents = [new Uint8Array(10), new Uint8Array(600_000)];
    const { file, summary } = await sealToBlob(await sampleRequest(contents), seededRandom(2));
    const all = new Uint8Array(await file.arrayBuffer());
    const head = header.headerLengthOf(2);
    const leaves = [all.slice(0, head), all.slice(head, head + 50)];
    for (let at = head + 50; at < all.length; at += 262_144) {
      leaves.push(all.slice(at, at + 262_144));
    }
    const hashes = await Promise.all(leaves.map(tree.leafHash));
    assert.equal(summary.leafCount, leaves.length);
    assert.deepEqual(summary.treeRoot, tree.rootOf(hashes));
    assert.deepEqual(summary.headerHash, await tree.digest(all.slice(0, head)));
  });
});

describe('SBID1 file, refusals', () => {
  test('Open_ABitOfEveryHeaderByteFlipped_IsRefused', async () => {
    const contents = [bytes.utf8('summary'), bytes.utf8('body')];
    const { file, run } = await sealToBlob(await sampleRequest(contents), seededRandom(3));
    const all = new Uint8Array(await file.arrayBuffer());
    const floeHeaders = 240 + 2 * 194;
    for (let at = 0; at < run.header.bytes.length; at++) {
      const changed = new Blob([all.with(at, all[at] ^ (1 << (at % 8)))]);
      // A FLOE header belongs to its own part; everything before binds all parts.
      const touched = at < floeHeaders ? [0, 1] : [Math.floor((at - floeHeaders) / 74)];
      for (const index of touched) {
        const attempt = async () => {
          const head = await opening.readHeader(changed);
          errors.demand(header.verifyLabels(head), 'Label', 0, 'label');
          await collect(opening.openPartWithSecret(changed, head, index, run.secrets[index].secret));
        };
        await assert.rejects(attempt(), { name: 'SealingError' }, `byte ${at}, part ${index}`);
      }
    }
  });

  test('Open_BytesOfTheBodyChangedCutOrAdded_IsRefused', async () => {
    const contents = [bytes.utf8('summary'), new Uint8Array(300_000)];
    const { file, run } = await sealToBlob(await sampleRequest(contents), seededRandom(4));
    const all = new Uint8Array(await file.arrayBuffer());
    const start = run.header.bytes.length;
    const prove = (/** @type {Uint8Array<ArrayBuffer>} */ b) => opening.proveOwnFile(new Blob([b]), run.secrets);
    for (const at of [start, start + 4, start + 16, all.length - 1]) {
      const changed = all.slice();
      changed[at] ^= 4;
      await assert.rejects(prove(changed), { kind: at === start ? 'SegmentWord' : 'SegmentTag' });
    }
    await assert.rejects(prove(all.slice(0, -1)), { kind: 'FileLength' });
    await assert.rejects(prove(bytes.concat(all, new Uint8Array(1))), { kind: 'FileLength' });
    await assert.rejects(prove(all.slice(0, 100)), { kind: 'Truncated' });
  });

  test('Open_WithAnotherPartsKey_IsRefused', async () => {
    const { file, run } = await sealToBlob(await sampleRequest([new Uint8Array(1), new Uint8Array(1)]), seededRandom(5));
    const head = await opening.readHeader(file);
    const attempt = collect(opening.openPartWithSecret(file, head, 0, run.secrets[1].secret));
    await assert.rejects(attempt, { kind: 'PayloadHeader' });
  });

  test('VerifyLabel_OtherCoreDescOrEnc_DoesNotHold', async () => {
    const random = seededRandom(6);
    const [core, desc] = [new Uint8Array(240), new Uint8Array(16)];
    const ephemeral = points.drawScalar(random);
    const enc = points.pt65(points.Point.BASE.multiply(ephemeral));
    const other = points.pt65(points.Point.BASE.multiply(points.drawScalar(random)));
    const proof = label.makeLabel(core, desc, ephemeral, new Uint8Array(32).fill(1));
    assert.ok(label.verifyLabel(core, desc, enc, proof));
    assert.ok(!label.verifyLabel(core.with(0, 1), desc, enc, proof));
    assert.ok(!label.verifyLabel(core, desc.with(0, 1), enc, proof));
    assert.ok(!label.verifyLabel(core, desc, other, proof));
    for (let at = 0; at < proof.length; at++) {
      assert.ok(!label.verifyLabel(core, desc, enc, proof.with(at, proof[at] ^ 1)), `byte ${at}`);
    }
  });
});

describe('Padmé', () => {
  test('Padme_KnownLengths_AreRoundedUp', () => {
    const known = [[8, 8], [9, 10], [100, 104], [1_000, 1_024], [1_000_000, 1_015_808], [2 ** 33 + 1, 2 ** 33 + 2 ** 27]];
    for (const [length, wanted] of known) {
      const got = schedule.padme(length);
      assert.ok(got >= length && got <= Math.ceil(length * 1.12), `${length} gives ${got}`);
      if (length < 1_000_000) {
        assert.equal(got, wanted);
      }
    }
  });
});
