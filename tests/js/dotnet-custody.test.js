import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bytes, keyset, partial, points } from './support/modules.js';
import { ownJson } from './support/vectors.js';

const hex = bytes.hex;

/** @param {any} v a frozen partial opening */
const setOf = (v) => ({
  ...{ keySetId: bytes.unhex(ownJson(`sbid1/${v.keySet}`).keySetId), tenderRef: bytes.unhex(v.tenderRef) },
  ...{ lot: bytes.unhex(v.lot), phase: v.phase, setRoot: bytes.unhex(v.setRoot) },
});

describe('Key sets made by .NET', () => {
  for (const name of ['keyset-2-of-3', 'keyset-3-of-5']) {
    const v = ownJson(`sbid1/${name}.json`);
    const certificate = bytes.unhex(v.certificate);

    test(`OpenKeySet_${name}_GivesIdKeyAndEveryShare`, () => {
      const set = keyset.openKeySet(certificate);
      assert.deepEqual([set.k, set.n, hex(set.keySetId)], [v.k, v.n, v.keySetId]);
      assert.deepEqual([hex(set.ext), hex(set.context)], [v.ext, v.context]);
      assert.equal(hex(points.pt65(set.publicKey)), v.publicKey);
      for (const seat of v.seats) {
        assert.equal(hex(points.pt33(set.seatKeys[seat.seat - 1])), seat.publicKey);
        assert.equal(hex(points.pt33(set.shares[seat.seat - 1])), seat.publicShare);
        const share = points.Point.BASE.multiply(points.toBigInt(bytes.unhex(seat.share)));
        assert.equal(hex(points.pt33(share)), seat.publicShare);
      }
    });

    test(`OpenKeySet_${name}WithAChangedByte_IsRefused`, () => {
      for (let at = 0; at < certificate.length; at += 17) {
        assert.throws(() => keyset.openKeySet(certificate.with(at, certificate[at] ^ 1)), { name: 'SealingError' });
      }
    });
  }
});

describe('Partial openings made by .NET', () => {
  for (const parts of [1, 2, 50]) {
    const v = ownJson(`sbid1/partial-${parts}.json`);
    const set = setOf(v);
    const keys = keyset.openKeySet(bytes.unhex(ownJson(`sbid1/${v.keySet}`).certificate));
    const encs = v.encs.map((/** @type {string} */ e) => points.decode65(bytes.unhex(e)));
    const answers = v.answers.map((/** @type {any} */ a) => partial.parsePartialOpening(bytes.unhex(a.message)));

    test(`VerifyPartialOpening_${parts}Parts_HoldsForItsSeatOnly`, () => {
      assert.equal(bytes.text(partial.openingContext(set)), v.contextString);
      for (const [i, answer] of answers.entries()) {
        assert.deepEqual([answer.seat, answer.points.length], [v.answers[i].seat, parts]);
        assert.ok(partial.verifyPartialOpening(answer, set, keys.shares[i], encs));
        assert.ok(!partial.verifyPartialOpening(answer, set, keys.shares[(i + 1) % keys.n], encs));
        assert.ok(!partial.verifyPartialOpening(answer, { ...set, phase: 3 - set.phase }, keys.shares[i], encs));
      }
    });

    test(`Combine_${parts}PartsByEveryPair_GivesTheFrozenPoints`, () => {
      for (const pair of [[0, 1], [0, 2], [1, 2]]) {
        const shared = encs.map((/** @type {any} */ _, /** @type {number} */ j) =>
          partial.combine(
            pair.map((i) => ({ seat: answers[i].seat, point: answers[i].points[j] })),
            keys.k,
          ),
        );
        assert.deepEqual(shared.map((/** @type {any} */ s) => hex(points.pt65(s))), v.shared);
      }
    });
  }
});
