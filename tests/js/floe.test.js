import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, test } from 'node:test';
import { bytes, floe } from './support/modules.js';
import { noPublicVectors, publicPath, publicText } from './support/vectors.js';

const key = new Uint8Array(32);
const aad = bytes.utf8('This is AAD');

/** @param {string} name */
function parametersOf(name) {
  const segment = /_64$/.test(name) ? 64 : /_4K$/.test(name) ? 4096 : 40;
  return { segment, mask: /rotation/.test(name) ? 2 : 20 };
}

/** @param {Uint8Array} sealed @param {number} segment */
function cut(sealed, segment) {
  const pieces = [];
  for (let at = floe.headerLength; at < sealed.length; ) {
    const word = bytes.view(sealed).getUint32(at);
    const length = word === 0xffffffff ? segment : word;
    pieces.push(sealed.slice(at, at + length));
    at += length;
  }
  return pieces;
}

/** @param {ReturnType<typeof parametersOf>} parameters @param {Uint8Array} head @param {Uint8Array[]} pieces */
async function openAll(parameters, head, pieces) {
  const keys = await floe.startOpening(parameters, key, aad, head);
  const plain = [];
  for (const [position, piece] of pieces.entries()) {
    plain.push(await floe.openSegment(keys, position, position === pieces.length - 1, piece));
  }
  return bytes.concat(...plain);
}

const names = noPublicVectors
  ? []
  : fs
      .readdirSync(publicPath('floe'))
      .filter((n) => n.endsWith('_ct.txt'))
      .map((n) => n.replace('_ct.txt', ''));

describe('FLOE, public vectors', { skip: noPublicVectors }, () => {
  test('FloeVectors_Count_IsSeventeen', () => assert.equal(names.length, 17));

  for (const name of names) {
    const parameters = parametersOf(name);
    const sealed = bytes.unhex(publicText(`floe/${name}_ct.txt`).trim().toLowerCase());
    const plain = bytes.unhex(publicText(`floe/${name}_pt.txt`).trim().toLowerCase());
    const head = sealed.slice(0, floe.headerLength);
    const pieces = cut(sealed, parameters.segment);

    test(`OpenFloe_${name}_GivesThePlaintext`, async () => {
      assert.deepEqual(await openAll(parameters, head, pieces), plain);
    });

    test(`SealFloe_${name}WithItsIvs_GivesTheSameBytes`, async () => {
      const keys = await floe.FloeKeys.derive(parameters, key, aad, head.slice(10, 42));
      const full = parameters.segment - floe.segmentOverhead;
      const made = [keys.header];
      for (const [position, piece] of pieces.entries()) {
        const last = position === pieces.length - 1;
        const content = plain.slice(position * full, last ? undefined : (position + 1) * full);
        made.push(await floe.sealSegment(keys, position, last, content, piece.slice(4, 16)));
      }
      assert.deepEqual(bytes.concat(...made), sealed);
    });
  }
});

describe('FLOE, refusals', () => {
  const parameters = { segment: 64, mask: 20 };

  async function sample() {
    const keys = await floe.FloeKeys.derive(parameters, key, aad, new Uint8Array(32).fill(7));
    const pieces = [];
    for (let position = 0; position < 3; position++) {
      const plain = new Uint8Array(position === 2 ? 5 : 32).fill(position);
      pieces.push(await floe.sealSegment(keys, position, position === 2, plain, new Uint8Array(12).fill(position)));
    }
    return { head: keys.header, pieces };
  }

  test('OpenFloe_EveryBitOfTheHeaderFlipped_IsRefused', async () => {
    const { head, pieces } = await sample();
    for (let bit = 0; bit < head.length * 8; bit++) {
      const changed = head.slice();
      changed[bit >> 3] ^= 1 << (bit & 7);
      await assert.rejects(openAll(parameters, changed, pieces), { name: 'SealingError' }, `bit ${bit}`);
    }
  });

  test('OpenFloe_EveryByteOfASegmentChanged_IsRefused', async () => {
    const { head, pieces } = await sample();
    for (const [index, piece] of pieces.entries()) {
      for (let at = 0; at < piece.length; at++) {
        const changed = piece.slice();
        changed[at] ^= 1;
        const all = pieces.with(index, changed);
        await assert.rejects(openAll(parameters, head, all), { name: 'SealingError' }, `${index}:${at}`);
      }
    }
  });

  test('OpenFloe_SegmentsSwappedDoubledCutOrMissing_IsRefused', async () => {
    const { head, pieces } = await sample();
    const [a, b, c] = pieces;
    for (const wrong of [[b, a, c], [a, a, b, c], [a, c], [a, b], [a, b, c.slice(0, -1)], [a, b, c, c]]) {
      await assert.rejects(openAll(parameters, head, wrong), { name: 'SealingError' });
    }
  });

  test('OpenFloe_OtherKeyOrAad_IsRefusedByTheHeaderTag', async () => {
    const { head } = await sample();
    await assert.rejects(floe.startOpening(parameters, key.slice().fill(1), aad, head), { kind: 'PayloadHeader' });
    await assert.rejects(floe.startOpening(parameters, key, bytes.utf8('other'), head), { kind: 'PayloadHeader' });
  });
});
