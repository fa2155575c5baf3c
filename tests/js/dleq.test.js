import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bytes, dleq, points } from './support/modules.js';
import { proveBatch } from './support/seat.js';
import { noPublicVectors, publicJson } from './support/vectors.js';

const list = (/** @type {string} */ text) => text.split(',').map((h) => points.decode33(bytes.unhex(h)));

describe('DLEQ, public vectors', { skip: noPublicVectors }, () => {
  const groups = noPublicVectors ? [] : publicJson('voprf-dleq/voprf-p256-sha256.json');
  const proven = groups.filter((/** @type {any} */ g) => g.mode === 1);

  test('DleqVectors_Count_IsThreeGroupsOneInOurMode', () => {
    assert.deepEqual(
      groups.map((/** @type {any} */ g) => [g.mode, g.vectors.length]),
      [[0, 2], [1, 3], [2, 3]],
    );
  });

  // Mode 2 blinds the key with the info; SBID1 has no such thing, so mode 1 is what the code must reproduce.
  for (const [index, v] of (proven[0]?.vectors ?? []).entries()) {
    const context = bytes.concat(bytes.utf8('OPRFV1-'), bytes.u8(1), bytes.utf8('-P256-SHA256'));
    const secret = points.toBigInt(bytes.unhex(proven[0].skSm));
    const key = points.Point.BASE.multiply(secret);
    const [blinded, evaluated] = [list(v.BlindedElement), list(v.EvaluationElement)];
    const wanted = {
      c: points.decodeScalar(bytes.unhex(v.Proof.proof.slice(0, 64))),
      s: points.decodeScalar(bytes.unhex(v.Proof.proof.slice(64))),
    };

    test(`ProveBatch_Vector${index}OfBatch${v.Batch}_GivesTheSameProof`, () => {
      const r = points.toBigInt(bytes.unhex(v.Proof.r));
      assert.deepEqual(proveBatch(context, secret, blinded, evaluated, r), wanted);
    });

    test(`VerifyBatch_Vector${index}OfBatch${v.Batch}_HoldsAndChangesAreRefused`, () => {
      const verify = (/** @type {any[]} */ ...a) => dleq.verifyBatch(...a);
      assert.ok(verify(context, key, blinded, evaluated, wanted));
      assert.ok(!verify(bytes.utf8('other'), key, blinded, evaluated, wanted));
      assert.ok(!verify(context, key.double(), blinded, evaluated, wanted));
      assert.ok(!verify(context, key, blinded, evaluated.map((p) => p.double()), wanted));
      assert.ok(!verify(context, key, blinded, evaluated, { ...wanted, c: wanted.c + 1n }));
      assert.ok(!verify(context, key, blinded, evaluated, { ...wanted, s: wanted.s + 1n }));
      assert.ok(!verify(context, key, [...blinded, blinded[0]], evaluated, wanted));
      if (blinded.length > 1) {
        assert.ok(!verify(context, key, blinded.toReversed(), evaluated, wanted));
      }
    });
  }
});
