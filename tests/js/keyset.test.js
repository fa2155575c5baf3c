import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bytes, keyset, points } from './support/modules.js';
import { noPublicVectors, publicJson } from './support/vectors.js';

const le64 = (/** @type {number} */ v) => bytes.u64(v).reverse();
const le32 = (/** @type {number} */ v) => bytes.u32(v).reverse();
const framed = (/** @type {Uint8Array} */ b) => bytes.concat(le64(b.length), b);

/** @param {any} v one run of the vectors @param {{ n?: number, t?: number }} [lie] */
function transcriptOf(v, lie = {}) {
  const list = (/** @type {string[]} */ hexes) => hexes.map(bytes.unhex);
  return bytes.concat(
    framed(bytes.utf8('COCKTAIL(P-256, SHA-256)')),
    framed(bytes.unhex(v.context)),
    le32(lie.n ?? v.n),
    le32(lie.t ?? v.t),
    ...list(v.config.static_public_keys),
    ...v.round1.flatMap((/** @type {any} */ r) => list(r.vss_commitment)),
    ...v.round1.map((/** @type {any} */ r) => bytes.unhex(r.pop)),
    ...v.round1.map((/** @type {any} */ r) => bytes.unhex(r.ephemeral_public_key)),
    framed(bytes.unhex(v.extension)),
  );
}

const certificateOf = (/** @type {any} */ v) =>
  bytes.concat(transcriptOf(v), ...v.round3.signatures.map((/** @type {any} */ s) => bytes.unhex(s.signature)));

describe('Key-set certificate, public vectors', { skip: noPublicVectors }, () => {
  const vectors = noPublicVectors ? [] : publicJson('cocktail-dkg/cocktail-dkg-p256-sha256.json').vectors;

  test('CocktailVectors_Count_IsFourRuns', () => assert.equal(vectors.length, 4));

  for (const v of vectors) {
    test(`OpenKeySet_${v.t}of${v.n}${v.extension && 'WithExtension'}_GivesKeyAndShares`, async () => {
      const transcript = transcriptOf(v);
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', transcript));
      assert.equal(bytes.hex(hash), v.round3.transcript_hash);
      const set = keyset.openKeySet(certificateOf(v));
      assert.deepEqual([set.k, set.n], [v.t, v.n]);
      assert.equal(bytes.hex(points.pt33(set.publicKey)), v.group_public_key);
      assert.equal(bytes.hex(set.ext), v.extension);
      for (const r of v.round2) {
        assert.equal(bytes.hex(points.pt33(set.shares[r.participant_id - 1])), r.verification_share);
      }
    });
  }

  test('OpenKeySet_EveryByteChanged_IsRefused', () => {
    const whole = certificateOf(vectors[0]);
    for (let at = 0; at < whole.length; at += 3) {
      assert.throws(() => keyset.openKeySet(whole.with(at, whole[at] ^ 1)), { name: 'SealingError' }, `byte ${at}`);
    }
    assert.throws(() => keyset.openKeySet(whole.slice(0, -1)), { kind: 'Truncated' });
    assert.throws(() => keyset.openKeySet(bytes.concat(whole, bytes.u8(0))), { kind: 'TrailingBytes' });
  });

  test('OpenKeySet_OneOfOneAndAllOfN_IsRefused', () => {
    for (const lie of [{ n: 1, t: 1 }, { n: 3, t: 1 }, { n: 3, t: 3 }, { n: 2, t: 2 }, { n: 16, t: 2 }]) {
      assert.throws(() => keyset.openKeySet(transcriptOf(vectors[0], lie)), { kind: 'Count' });
    }
  });
});
