import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { amount } from './support/modules.js';

describe('Amounts', () => {
  test('CapitalYuan_KnownAmounts_AreWrittenAsContractsWriteThem', () => {
    for (const [fen, text] of /** @type {[number, string][]} */ ([
      [0, '零元整'],
      [1, '壹分'],
      [10, '壹角整'],
      [105, '壹元零伍分'],
      [110, '壹元壹角整'],
      [1_000, '壹拾元整'],
      [10_100, '壹佰零壹元整'],
      [100_000_00, '壹拾万元整'],
      [100_050_05, '壹拾万零伍拾元零伍分'],
      [101_000_00, '壹拾万壹仟元整'],
      [110_000_00, '壹拾壹万元整'],
      [12_345_678_90, '壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角整'],
      [10_000_001_00, '壹仟万零壹元整'],
      [100_000_000_00, '壹亿元整'],
      [100_001_000_00, '壹亿零壹仟元整'],
      [100_010_000_00, '壹亿零壹万元整'],
      [1_000_000_000_000_00, '壹万亿元整'],
      [1_000_100_000_000_00, '壹万零壹亿元整'],
    ])) {
      assert.equal(amount.capitalYuan(fen), text, String(fen));
    }
  });

  test('ParseYuan_WhatPeopleType_IsReadAsFen', () => {
    for (const [text, fen] of /** @type {[string, number | null][]} */ ([
      ['12,345,678.90', 1_234_567_890],
      ['12345678.9', 1_234_567_890],
      ['１２３４．５６', 123_456],
      ['12，345.00', 1_234_500],
      [' 0.01 ', 1],
      ['', null],
      ['-1', null],
      ['1.234', null],
      ['1e5', null],
      ['12.', null],
      ['99999999999999', null],
    ])) {
      assert.equal(amount.parseYuan(text), fen, text);
    }
  });

  test('FormatYuan_AnyAmount_ReadsBack', () => {
    for (const fen of [0, 5, 99, 100, 123_456_789, 999_999_999_999_999]) {
      assert.equal(amount.parseYuan(amount.formatYuan(fen)), fen);
    }
    assert.equal(amount.formatYuan(1_234_567_890), '12,345,678.90');
  });
});
