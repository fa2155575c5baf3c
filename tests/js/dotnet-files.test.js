import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, test } from 'node:test';
import { bytes, header, hpke, keyfile, label, opening, points, schedule, tree } from './support/modules.js';
import { collect, sealToBlob } from './support/samples.js';
import { ownJson, ownPath } from './support/vectors.js';

const { cases } = ownJson('sbid1/files.json');
const hex = bytes.hex;

/** @param {{ length: number, seed: number }} content */
const contentOf = ({ length, seed }) =>
  new Uint8Array(length).map((_, i) => 31 * i + 7 * Math.floor(i / 256) + seed);

/** Gives out the chance that a vector states, in the order of SBID1 6. @param {any[]} parts */
function replay(parts) {
  const perPart = parts.flatMap((p) => [p.secret, p.ephemeral, p.labelHedge, p.floeIv]);
  const all = [...perPart, ...parts.flatMap((p) => p.segmentIvs)].map(bytes.unhex);
  return {
    fill(/** @type {Uint8Array} */ destination) {
      const next = /** @type {Uint8Array} */ (all.shift());
      assert.equal(next.length, destination.length);
      destination.set(next);
    },
  };
}

/** @param {any} v */
const requestOf = (v) => ({
  ...{ tenderRef: bytes.unhex(v.tenderRef), lot: bytes.unhex(v.lot.replaceAll('-', '')) },
  ...{ docHash: bytes.unhex(v.docHash), keySetId: bytes.unhex(v.keySetId), bidNonce: bytes.unhex(v.bidNonce) },
  ...{ publicKey: points.decode65(bytes.unhex(v.publicKey)), uscc: v.orgCode, padded: v.padded, sealedAt: v.sealedAt },
  parts: v.parts.map((/** @type {any} */ p) => ({ ...p, content: new Blob([contentOf(p.content)]) })),
});

describe('Files sealed by .NET', () => {
  test('DotnetFiles_OneToThreePartsPaddedAndNot_AreAllThere', () => {
    const shapes = new Set(cases.map((/** @type {any} */ c) => `${c.parts.length} ${c.padded}`));
    assert.deepEqual([...shapes].sort(), ['1 false', '1 true', '2 false', '2 true', '3 false', '3 true']);
  });

  for (const v of cases) {
    test(`Seal_${v.name}WithItsChance_GivesTheSameBytes`, async () => {
      const { file, summary } = await sealToBlob(requestOf(v), replay(v.parts));
      const made = new Uint8Array(await file.arrayBuffer());
      assert.equal(made.length, v.fileLength);
      assert.equal(hex(made.slice(0, v.header.length / 2)), v.header);
      assert.equal(hex(await tree.digest(made)), v.fileSha256);
      assert.deepEqual([hex(summary.headerHash), hex(summary.treeRoot)], [v.headerHash, v.treeRoot]);
      assert.deepEqual(hex(tree.rootOf(v.leafHashes.map(bytes.unhex))), v.treeRoot);
      if (v.file) {
        assert.ok(bytes.equal(made, new Uint8Array(fs.readFileSync(ownPath(`sbid1/${v.file}`)))));
      }
    });

    test(`Open_${v.name}_AllValuesInBetweenAgree`, async () => {
      const { file } = await sealToBlob(requestOf(v), replay(v.parts));
      const head = await opening.readHeader(file);
      assert.equal(hex(head.bidderTag), v.bidderTag);
      assert.equal(hex(head.nonceHash), v.nonceHash);
      const [privateKey, publicKey] = [points.toBigInt(bytes.unhex(v.privateKey)), requestOf(v).publicKey];
      for (const [index, p] of v.parts.entries()) {
        const part = head.parts[index];
        assert.equal(hex(part.desc), p.description);
        const shared = points.decode65(part.enc).multiply(privateKey);
        assert.equal(hex(points.toBytes32(shared.toAffine().x)), p.dh);
        const secret = await hpke.sharedSecret(shared, part.enc, publicKey);
        assert.equal(hex(secret), p.sharedSecret);
        const info = schedule.wrapContext(head.core, part.desc);
        const wrap = await hpke.keySchedule(hpke.aes256Gcm, secret, info);
        assert.deepEqual([hex(wrap.key), hex(wrap.baseNonce)], [p.wrapKey, p.wrapNonce]);
        assert.equal(hex(await hpke.openFromPoint(shared, publicKey, part.enc, info, part.sealedSecret)), p.secret);
        assert.ok(label.verifyLabel(head.core, part.desc, part.enc, bytes.unhex(p.label)));
        assert.equal(hex(await schedule.partKey(head.core, bytes.unhex(p.secret), p.partId)), p.partKey);
        assert.equal(hex(await schedule.partAad(head.headerCore, p.partId)), p.payloadContext);
        const content = await collect(opening.openPart(file, head, index, bytes.unhex(p.partKey)));
        assert.ok(bytes.equal(content, contentOf(p.content)));
      }
      assert.ok(header.verifyLabels(head));
    });
  }

  test('ReadKeyFile_WrittenByDotnet_GivesItsContent', async () => {
    const frozen = ownJson('sbid1/keyfile.json');
    const file = new Uint8Array(fs.readFileSync(ownPath('sbid1/keyfile.sbidkey')));
    const content = await keyfile.readKeyFile(file, frozen.password);
    assert.deepEqual(content, typeof frozen.content === 'string' ? JSON.parse(frozen.content) : frozen.content);
  });
});
