// Receipts: the one that was just given, and all of one's own. They come from the vault; this device only remembers.

import { unbase64 } from '../sealing/bytes.js';
import { readReceipt } from '../vault/receipt.js';
import { fetchSubmission } from '../vault/submission.js';
import { formatBytes, formatTime } from './format.js';
import { explain } from './problems.js';

/** @typedef {import('./context.js').Context} Context */
/** @typedef {import('../vault/submission.js').PendingCommit} PendingCommit */
/** @typedef {import('../vault/submission.js').Submission} Submission */

const pollEvery = 3_000;
let polling = 0;

/** @type {Record<Submission['state'], import('./view.js').Tone>} */
const tones = { current: 'good', superseded: 'quiet', withdrawn: 'quiet', refused: 'bad' };

/** @param {Context} context */
export function setUpReceipts({ view }) {
  view.onClick('receipt-print', () => window.print());
}

/** @param {Context} context @param {PendingCommit} commit */
export async function showReceipt(context, commit) {
  const { view } = context;
  if (!commit.receipt) {
    return;
  }
  const receipt = await readReceipt(commit.receipt);
  const accepted = receipt.verdict === 'accepted';
  view.show('receipt-none', false);
  view.show('receipt-body', true);
  view.show('receipt-accepted', accepted);
  view.show('receipt-refused', !accepted);
  const withdraws = commit.action === 'withdraw';
  view.write('receipt-accepted-text', view.text(withdraws ? 'js.receipt.accepted.withdraw' : 'js.receipt.accepted.submit'));
  view.write('receipt-signed', view.text(accepted ? 'js.receipt.saveReceipt' : 'js.receipt.saveRefusal'));
  if (!accepted) {
    const times = { t: formatTime(receipt.deadline, view.lang), r: formatTime(receipt.tStatement, view.lang, true) };
    view.write('receipt-refused-text', view.text('js.ET-3001', times));
  }
  /** @type {[string, string | Node][]} a withdrawal has no file: its hash is zero in the signed receipt */
  const file = [
    [view.text('js.fact.treeRoot'), view.hash(receipt.treeRoot)],
    [view.text('js.fact.size'), formatBytes(receipt.fileSize)],
  ];
  view.facts('receipt-facts', [
    [view.text('js.fact.receiptNo'), view.hash(receipt.receiptNo)],
    [view.text('js.fact.action'), view.text(`js.action.${commit.action}`)],
    [view.text('js.fact.time'), formatTime(receipt.tCommit, view.lang, true)],
    [view.text('js.fact.timeUtc'), receipt.tCommit],
    [view.text('js.fact.deadline'), formatTime(receipt.deadline, view.lang)],
    [view.text('js.fact.clock'), view.text('js.receipt.clock', { ms: receipt.clockOffsetMs })],
    ...(withdraws ? [] : file),
    [view.text('js.fact.commitment'), view.hash(receipt.commitment)],
    [view.text('js.fact.seqCommit'), view.hash(receipt.seqCommit)],
    [view.text('js.fact.signedBy'), receipt.signedBy],
  ]);
  offerSigned(context, commit.receipt, receipt.receiptNo);
  view.show('receipt-ledger', accepted);
  if (accepted) {
    await followLedger(context, receipt.receiptNo);
  }
}

/** @param {Context} context @param {string} receipt @param {string} receiptNo */
function offerSigned({ view }, receipt, receiptNo) {
  const button = /** @type {HTMLButtonElement} */ (view.part('receipt-signed'));
  button.onclick = () =>
    view.download(new Blob([unbase64(receipt)], { type: 'application/pkcs7-mime' }), `${receiptNo}.p7m`);
}

/** Asks until the window is on the ledger, then offers the receipt that needs no network. @param {Context} context @param {string} receiptNo */
async function followLedger(context, receiptNo) {
  const { view, state } = context;
  clearTimeout(polling);
  const ask = async () => {
    const client = state.session?.client;
    if (!client) {
      return;
    }
    try {
      const own = await fetchSubmission(client, receiptNo);
      if (own.offlineReceipt) {
        showAnchored(context, own.offlineReceipt, receiptNo);
        return;
      }
      const expected = own.windowEnd ? formatTime(own.windowEnd, view.lang) : '';
      view.tag('ledger-tag', 'active', view.text('js.ledger.waiting'));
      view.write('ledger-text', view.text('js.ledger.expected', { time: expected }));
    } catch (error) {
      view.write('ledger-text', explain(view, error));
    }
    polling = window.setTimeout(() => void ask(), pollEvery);
  };
  view.show('receipt-offline', false);
  await ask();
}

/** @param {Context} context @param {any} offline @param {string} receiptNo */
function showAnchored({ view }, offline, receiptNo) {
  view.tag('ledger-tag', 'good', view.text('js.ledger.anchored'));
  view.write('ledger-text', view.text('js.ledger.checkable'));
  const button = /** @type {HTMLButtonElement} */ (view.part('receipt-offline'));
  button.hidden = false;
  button.onclick = () =>
    view.download(new Blob([JSON.stringify(offline)], { type: 'application/json' }), `${receiptNo}.receipt.json`);
  view.announce(view.text('js.ledger.anchored'));
}

/** All receipts of this bidder for this tender. @param {Context} context */
export function showReceipts(context) {
  const { view, state } = context;
  view.show('own', state.session !== null);
  view.show('own-empty', state.submissions.length === 0);
  view.show('own-list', state.submissions.length > 0);
  view.part('own-list').replaceChildren(...state.submissions.map((s) => receiptLine(context, s)).reverse());
  view.show('withdraw', state.submissions.some((s) => s.state === 'current'));
}

/** @param {Context} context @param {Submission} submission */
function receiptLine(context, submission) {
  const { view } = context;
  const line = document.createElement('li');
  const [head, number, time, acts] = ['div', 'p', 'p', 'div'].map((name) => document.createElement(name));
  head.className = 'et-row';
  const title = document.createElement('strong');
  title.textContent = view.text(`js.action.${submission.action}`);
  const tag = document.createElement('strong');
  tag.className = `et-tag et-tag--${tones[submission.state]}`;
  const mark = document.createElement('span');
  mark.className = 'et-tag__mark';
  mark.setAttribute('aria-hidden', 'true');
  tag.append(mark, view.text(`js.standing.${submission.state}`));
  head.append(title, tag);
  acts.className = 'et-bid-acts';
  [number, time].forEach((p) => (p.className = 'et-list__meta'));
  number.append(view.hash(submission.receiptNo));
  acts.append(
    smallButton(view.text('js.receipt.show'), () => {
      const { receipt, receiptNo, action, statement } = submission;
      const state = submission.state === 'refused' ? 'refused' : 'accepted';
      const commit = { key: '', tenderRef: '', action, statement, receiptNo, receipt, state };
      void showReceipt(context, /** @type {PendingCommit} */ (commit)).then(() => context.go('receipt'));
    }),
  );
  void readReceipt(submission.receipt).then((receipt) => {
    time.textContent = formatTime(receipt.tCommit, view.lang);
    const kept = context.state.keyFiles.find((r) => r.treeRoot === receipt.treeRoot);
    if (kept?.keyFile) {
      const blob = new Blob([kept.keyFile], { type: 'application/json' });
      acts.append(smallButton(view.text('js.keyFile'), () => view.download(blob, `${context.page.no}.sbidkey`)));
    }
  });
  line.append(head, time, number, acts);
  return line;
}

/** @param {string} text @param {() => void} act */
function smallButton(text, act) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'govuk-button govuk-button--secondary et-button--small';
  button.textContent = text;
  button.addEventListener('click', act);
  return button;
}
