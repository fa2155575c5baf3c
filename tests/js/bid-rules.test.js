import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { statementOf } from './support/fixtures.js';
import { bid, files, format, margin, statement, tasks } from './support/modules.js';
import { seededRandom } from './support/random.js';
import { ownJson } from './support/vectors.js';
import { submissionOf } from './support/submissions.js';

const [, frozen] = ownJson('sbid1/js/files.json');

describe('Bid summary', () => {
  const good = { price: '12,345,678.90', period: '180', quality: '合格', manager: '陈青䶮' };

  test('ReadSummary_Complete_IsPartOneInCanonicalForm', async () => {
    const { summary } = bid.readSummary(good);
    assert.equal(
      await bid.summaryBlob(summary).text(),
      '{"manager":"陈青䶮","periodDays":180,"priceFen":1234567890,"quality":"合格","v":1}',
    );
  });

  test('ReadSummary_EachFieldWrong_NamesItsCode', () => {
    for (const [field, value, code] of [
      ['price', '', 'ET-1002'],
      ['price', '0', 'ET-1002'],
      ['price', '1.234', 'ET-1002'],
      ['period', '0', 'ET-1003'],
      ['period', '1.5', 'ET-1003'],
      ['quality', '  ', 'ET-1004'],
      ['manager', 'x'.repeat(101), 'ET-1001'],
    ]) {
      const { summary, faults } = bid.readSummary({ ...good, [field]: value });
      assert.equal(summary, null);
      assert.deepEqual(faults, [{ field, code }], `${field} ${value}`);
    }
  });
});

describe('Versions of a bid', () => {
  const random = seededRandom(40);
  const version = (/** @type {any} */ list) => bid.planNext(list, random);

  test('PlanNext_Nothing_SubmitsWithANewNonce', async () => {
    const first = await version([]);
    assert.deepEqual([first.action, first.seq, first.prevCommitment], ['submit', 1, statement.zeros]);
    assert.notEqual(first.bidNonce, (await version([])).bidNonce);
  });

  test('PlanNext_AfterABid_ReplacesItWithTheSameNonce', async () => {
    const one = await submissionOf({ ...statementOf(frozen) }, 'current');
    const next = await version([one.submission]);
    assert.deepEqual([next.action, next.seq, next.bidNonce], ['replace', 2, frozen.bidNonce]);
    assert.equal(next.prevCommitment, one.commitment);
  });

  test('PlanNext_AfterARefusal_LooksAtTheLastThatCounted', async () => {
    const one = await submissionOf(statementOf(frozen), 'current');
    const late = await submissionOf({ ...statementOf(frozen), action: 'replace', seq: 2 }, 'refused');
    assert.equal((await version([one.submission, late.submission])).seq, 2);
  });

  test('PlanNext_AfterAWithdrawal_SubmitsAgain', async () => {
    const one = await submissionOf(statementOf(frozen), 'superseded');
    const words = bid.draftStatement(
      { tenderRef: frozen.tenderRef, lot: frozen.lot.replaceAll('-', ''), docHash: frozen.docHash, keySetId: frozen.keySetId },
      { uscc: frozen.uscc, company: '甲', signer: '乙', tool: { name: 't', version: '1', hash: '' } },
      await version([one.submission]),
      null,
      new Date('2026-11-24T01:30:00Z'),
      random,
    );
    assert.deepEqual([words.action, words.fileSize, words.treeRoot, words.seq], ['withdraw', 0, statement.zeros, 2]);
    const gone = await submissionOf(words, 'withdrawn');
    const next = await version([one.submission, gone.submission]);
    assert.deepEqual([next.action, next.seq, next.bidNonce], ['submit', 3, frozen.bidNonce]);
  });
});

describe('Files of a bid', () => {
  const limits = { maxBytes: 1_000, maxFiles: 2 };
  const pdf = '%PDF-1.7\n%%EOF\n';
  const zip = new Uint8Array([0x50, 0x4b, 3, 4, 0x50, 0x4b, 5, 6, ...new Array(18).fill(0)]);
  const file = (/** @type {string} */ name, /** @type {BlobPart} */ content) => new File([content], name);
  const accept = (/** @type {File} */ f, /** @type {any[]} */ others = []) => files.acceptFile(f, others, limits);

  test('AcceptFile_PdfAndZip_AreTakenByContent', async () => {
    assert.equal((await accept(file('甲.PDF', pdf))).kind, 'pdf');
    assert.equal((await accept(file('a.zip', zip))).kind, 'zip');
  });

  test('AcceptFile_WrongContentSizeNameOrNumber_NamesItsRule', async () => {
    const one = { name: 'a.pdf', size: 1, kind: 'pdf', file: new Blob() };
    assert.equal((await accept(file('a.pdf', 'MZ'))).code, 'ET-1107');
    assert.equal((await accept(file('a.pdf', new Uint8Array([0x50, 0x4b, 3, 4])))).code, 'ET-1107');
    assert.equal((await accept(file('a.zip', '%PDF-1.7'))).code, 'ET-1108');
    assert.equal((await accept(file('a.exe', '%PDF-1.7'))).code, 'ET-1107');
    assert.equal((await accept(file('a.pdf', new Uint8Array(1_001)))).code, 'ET-1104');
    assert.equal((await accept(file('a.pdf', pdf), [one])).code, 'ET-1106');
    assert.equal((await accept(file('c.pdf', pdf), [one, { ...one, name: 'b.pdf' }])).code, 'ET-1105');
  });

  test('AcceptFile_Empty_IsToldSo', async () => {
    assert.equal((await accept(file('a.pdf', ''))).code, 'ET-1109');
  });

  test('AcceptFile_SealedAlready_IsNotSealedAgain', async () => {
    const magic = new Uint8Array([0x89, 0x53, 0x42, 0x49, 0x44, 0x0d, 0x0a, 0x1a, 1, 0]);
    assert.equal((await accept(file('a.sbid', magic))).code, 'ET-1110');
    assert.equal((await accept(file('renamed.pdf', magic))).code, 'ET-1110');
    // Cut inside the first eight bytes it is nothing that anybody knows.
    assert.equal((await accept(file('a.sbid', magic.slice(0, 7)))).code, 'ET-1107');
  });

  test('AcceptFile_CutOff_IsRefusedBeforeItIsSealed', async () => {
    assert.equal((await accept(file('a.pdf', '%PDF-1.7\n1 0 obj <<>>'))).code, 'ET-1111');
    assert.equal((await accept(file('a.zip', zip.slice(0, 4)))).code, 'ET-1111');
    // The mark counts only where a reader looks for it.
    const far = new File(['%PDF-1.7 %%EOF', new Uint8Array(1_024)], 'a.pdf');
    assert.equal((await files.acceptFile(far, [], { maxBytes: 9_999, maxFiles: 2 })).code, 'ET-1111');
  });

  test('AcceptFile_PathTricksInTheName_AreRefused', async () => {
    const tricks = ['../a.pdf', '..\\a.pdf', 'C:a.pdf', '/etc/a.pdf', 'a\u0000.pdf', 'fdp.\u202efdp.pdf', 'a.pdf.', 'a.pdf ', '..'];
    for (const name of [...tricks, `${'长'.repeat(200)}.pdf`]) {
      const result = await accept(file(name, pdf));
      assert.equal(result.code, 'ET-1112', JSON.stringify(name));
      assert.doesNotMatch(result.values.name, /\u202e|\u0000/);
    }
    for (const name of ['技术标 (终稿).pdf', '𬭎䶮.pdf', 'a..b.pdf']) {
      assert.equal((await accept(file(name, pdf))).kind, 'pdf', name);
    }
  });

  test('MakeBody_OneFileOrMore_IsTheFileOrAZip', async () => {
    const blob = new Blob(['%PDF-1.7']);
    const one = { name: 'a.pdf', size: 8, kind: 'pdf', file: blob };
    assert.equal(await files.makeBody([one], new Date(), () => {}), blob);
    const zip = await files.makeBody([one, { ...one, name: 'b.pdf' }], new Date(), () => {});
    assert.deepEqual(new Uint8Array(await zip.slice(0, 4).arrayBuffer()), new Uint8Array([0x50, 0x4b, 3, 4]));
  });
});

describe('Margin to the deadline', () => {
  const at = (/** @type {number} */ minutes, remaining = 60_000_000, rate = 1_000_000) =>
    margin.judgeMargin({ now: 0, deadline: minutes * 60_000, remaining, rate });

  test('JudgeMargin_TimesAroundTheLevels_AreNamed', () => {
    assert.equal(at(31)?.level, 'ample');
    assert.equal(at(30.9)?.level, 'soon');
    assert.equal(at(1.1)?.level, 'soon');
    assert.equal(at(1)?.level, 'late');
    assert.equal(at(0.5)?.level, 'late');
    assert.equal(at(31, 60_000_000, 0), null);
    assert.equal(at(1, 0, 0)?.level, 'soon');
  });

  test('Speedometer_SteadyTransfer_GivesItsRate', () => {
    const meter = new margin.Speedometer();
    assert.equal(meter.rate(), 0);
    for (let s = 0; s <= 30; s++) {
      meter.add(s * 1_000, s < 10 ? 0 : (s - 10) * 5_000);
    }
    assert.equal(meter.rate(), 5_000);
  });
});

describe('Task list', () => {
  const empty = {
    ...{ tender: null, keySet: null, signer: null, session: null, submissions: [], next: null, files: [] },
    ...{ summary: null, touched: false, confirmed: false, sealed: null, keyFiles: [], running: false, commit: null },
  };
  const states = (/** @type {any} */ more) =>
    tasks.judgeTasks({ ...empty, ...more }).map((/** @type {any} */ t) => t.state).join(' ');
  const ready = { session: {}, files: [{}], summary: {}, touched: true, keySet: {}, tender: {} };

  test('JudgeTasks_EachStage_ShowsWhereItStands', () => {
    assert.equal(states({}), 'todo todo todo waiting waiting waiting');
    assert.equal(states({ touched: true }), 'todo todo doing waiting waiting waiting');
    assert.equal(states(ready), 'done done done todo waiting waiting');
    assert.equal(states({ ...ready, keySet: null }), 'done done done waiting waiting waiting');
    assert.equal(states({ ...ready, confirmed: true }), 'done done done done todo waiting');
    assert.equal(states({ ...ready, confirmed: true, running: true }), 'done done done done doing waiting');
    assert.equal(states({ ...ready, sealed: { state: 'sealed' } }), 'done done done done problem waiting');
    assert.equal(states({ ...ready, sealed: { state: 'sent' } }), 'done done done done done todo');
    assert.equal(states({ ...ready, commit: { state: 'accepted', action: 'submit' } }), 'done done done done done done');
    const revisit = { commit: { state: 'accepted', action: 'submit' } };
    assert.equal(states({ ...revisit, session: {} }), 'done done done done done done');
    assert.equal(states({ ...ready, commit: { state: 'accepted', action: 'withdraw' } }), 'done done done todo waiting waiting');
    assert.equal(states({ ...ready, sealed: { state: 'sent' }, commit: { state: 'refused' } }), 'done done done done done problem');
    const reason = (/** @type {any} */ more) => tasks.judgeTasks({ ...empty, ...ready, ...more }).at(-1)?.reason;
    assert.equal(reason({ sealed: { state: 'sent' } }), 'js.reason.notSubmitted');
    assert.equal(reason({ sealed: { state: 'sent' }, commit: { state: 'refused' } }), 'js.reason.refused');
  });
});

describe('Figures as people read them', () => {
  test('FormatTime_BothLanguages_HaveSecondsAndZone', () => {
    const at = '2026-11-23T01:30:00.007Z';
    assert.equal(format.formatTime(at, 'zh-CN'), '2026年11月23日（周一）09:30:00 北京时间（UTC+8）');
    assert.equal(format.formatTime(at, 'en'), 'Monday 23 November 2026, 09:30:00 Beijing time (UTC+8)');
    assert.equal(format.formatTime(at, 'en', true), 'Monday 23 November 2026, 09:30:00.007 Beijing time (UTC+8)');
    assert.match(format.formatTime('2026-11-23T16:00:00Z', 'zh-CN'), /24日（周二）00:00:00/);
  });

  test('FormatBytes_Boundaries_UseDecimalUnits', () => {
    assert.deepEqual([0, 999, 1_000, 1_234_567, 2_500_000_000].map(format.formatBytes), ['0 B', '999 B', '1 KB', '1.2 MB', '2.5 GB']);
  });

  test('FormatLeft_Hours_AreNotCutToADay', () => assert.equal(format.formatLeft(90_061_000), '25:01:01'));
});

