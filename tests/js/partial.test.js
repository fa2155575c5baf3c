import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { opening, partial, points, schedule } from './support/modules.js';
import { seededRandom } from './support/random.js';
import { collect, privateKey, publicKey, sampleRequest, sealToBlob } from './support/samples.js';
import { answer, share } from './support/seat.js';

const random = seededRandom(7);
const [k, n] = [2, 3];
const shares = share(privateKey, k, n, random);
const keys = shares.map((s) => points.Point.BASE.multiply(s));
const set = {
  keySetId: new Uint8Array(32).fill(4),
  tenderRef: new Uint8Array(32).fill(1),
  lot: new Uint8Array(16).fill(2),
  phase: 1,
  setRoot: new Uint8Array(32).fill(9),
};
const contents = [new TextEncoder().encode('{"v":1}'), new Uint8Array(5_000).fill(3)];
const { file } = await sealToBlob(await sampleRequest(contents), random);
const head = await opening.readHeader(file);
const encs = head.parts.map((/** @type {any} */ p) => points.decode65(p.enc));
const answers = shares.map((s, i) => partial.parsePartialOpening(answer(set, i + 1, s, encs, random)));

describe('Partial openings', () => {
  test('Combine_EveryPairOfThreeSeats_OpensTheFile', async () => {
    for (const pair of [[0, 1], [0, 2], [1, 2], [2, 0]]) {
      for (const [index, part] of head.parts.entries()) {
        const partials = pair.map((i) => ({ seat: answers[i].seat, point: answers[i].points[index] }));
        const shared = partial.combine(partials, k);
        const secret = await partial.secretFromPoint(shared, publicKey, head.core, part);
        const key = await schedule.partKey(head.core, secret, part.partId);
        assert.deepEqual(await collect(opening.openPart(file, head, index, key)), contents[index]);
      }
    }
  });

  test('Combine_TooFewDoubledOrZeroSeats_IsRefused', () => {
    const point = answers[0].points[0];
    assert.throws(() => partial.combine([{ seat: 1, point }], k), { kind: 'Count' });
    assert.throws(() => partial.combine([{ seat: 1, point }, { seat: 1, point }], k), { kind: 'Seat' });
    assert.throws(() => partial.combine([{ seat: 0, point }, { seat: 1, point }], k), { kind: 'Seat' });
  });

  test('Combine_OneWrongShare_OpensNothing', async () => {
    const partials = [
      { seat: 1, point: answers[0].points[0] },
      { seat: 2, point: answers[2].points[0] },
    ];
    const shared = partial.combine(partials, k);
    await assert.rejects(partial.secretFromPoint(shared, publicKey, head.core, head.parts[0]), { kind: 'Wrap' });
  });

  test('VerifyPartialOpening_RightSeatAndSet_HoldsAndNothingElseDoes', () => {
    for (const [i, a] of answers.entries()) {
      assert.ok(partial.verifyPartialOpening(a, set, keys[i], encs));
      assert.ok(!partial.verifyPartialOpening(a, set, keys[(i + 1) % n], encs));
      assert.ok(!partial.verifyPartialOpening(a, { ...set, phase: 2 }, keys[i], encs));
      assert.ok(!partial.verifyPartialOpening(a, { ...set, setRoot: set.keySetId }, keys[i], encs));
      assert.ok(!partial.verifyPartialOpening(a, set, keys[i], encs.toReversed()));
      assert.ok(!partial.verifyPartialOpening({ ...a, points: a.points.toReversed() }, set, keys[i], encs));
    }
  });

  test('ParsePartialOpening_EveryByteChangedOrCut_IsRefusedOrDoesNotVerify', () => {
    const whole = answer(set, 1, shares[0], encs, random);
    for (let at = 0; at < whole.length; at++) {
      assert.throws(() => partial.parsePartialOpening(whole.slice(0, at)), { name: 'SealingError' });
      let parsed = null;
      try {
        parsed = partial.parsePartialOpening(whole.with(at, whole[at] ^ 1));
      } catch (error) {
        assert.equal(/** @type {Error} */ (error).name, 'SealingError');
      }
      const isSeat = at === 124;
      assert.ok(!parsed || isSeat || !partial.verifyPartialOpening(parsed, set, keys[0], encs), `byte ${at}`);
    }
    assert.throws(() => partial.parsePartialOpening(new Uint8Array([...whole, 0])), { kind: 'TrailingBytes' });
  });
});
