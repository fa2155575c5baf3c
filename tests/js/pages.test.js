import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { nextWait } from '../../src/Tender.Site/wwwroot/js/opening/hall.js';
import { formatLeft } from '../../src/Tender.Site/wwwroot/js/shared/countdown.js';

describe('Countdown', () => {
  test('FormatLeft_TimeLeft_IsRoundedUpToTheSecond', () => {
    for (const [ms, text] of /** @type {[number, string][]} */ ([
      [-5_000, '00:00:00'],
      [0, '00:00:00'],
      [1, '00:00:01'],
      [1_000, '00:00:01'],
      [59_999, '00:01:00'],
      [3_599_001, '01:00:00'],
      [86_399_000, '23:59:59'],
      [86_400_000, '1 d 00:00:00'],
      [190_061_000, '2 d 04:47:41'],
    ])) {
      assert.equal(formatLeft(ms, '{0} d'), text);
    }
  });
});

describe('Opening page', () => {
  const at = (/** @type {string} */ now) => ({
    now,
    deadline: '2026-11-24T01:30:00.000Z',
    version: 'waiting',
    isFinal: false,
    seats: null,
  });

  test('NextWait_FarFromTheDeadline_IsSlow', () => assert.equal(nextWait(at('2026-11-24T01:29:44.999Z')), 15_000));

  test('NextWait_NearOrOver_IsFast', () => {
    assert.equal(nextWait(at('2026-11-24T01:29:45.000Z')), 2_000);
    assert.equal(nextWait(at('2026-11-24T01:31:00.000Z')), 2_000);
  });

  test('NextWait_ConnectionLost_IsFast', () => assert.equal(nextWait(null), 2_000));
});
