// Task 8: the signed statement. The key of the call is on this device before it is sent; when the answer is lost, the
// same call is made again, and its answer is the original receipt.

import { unhex } from '../sealing/bytes.js';
import { systemRandom } from '../sealing/random.js';
import { bidderTagOf } from '../sealing/schedule.js';
import { writeStatement } from '../sealing/statement.js';
import { checkReceipt, readReceipt } from '../vault/receipt.js';
import { VaultProblem, VaultUnreachable } from '../vault/http.js';
import { prepareCommit, sendCommit } from '../vault/submission.js';
import { draftStatement } from './bid.js';
import { loadOwn } from './certificate-panel.js';
import { formatTime } from './format.js';
import { explain } from './problems.js';
import { showReceipt } from './receipts-panel.js';
import { closeSealed } from './send-panel.js';
import { isOver } from './tasks.js';

/** @typedef {import('./context.js').Context} Context */
/** @typedef {import('../vault/submission.js').PendingCommit} PendingCommit */

const askAgainAfter = 3_000;

/** @param {Context} context */
export function setUpCommit(context) {
  const { view } = context;
  view.onClick('commit-send', () => void commit(context, false));
  view.onClick('withdraw-send', () => void commit(context, true));
  view.onClick('withdraw-open', () => {
    view.show('withdraw-confirm', true);
    view.part('withdraw-send').focus();
  });
  view.onClick('withdraw-cancel', () => {
    view.show('withdraw-confirm', false);
    view.part('withdraw-open').focus();
  });
}

/** @param {Context} context */
export function showCommit({ view, state, page }) {
  const { sealed, next, commit } = state;
  const ready = sealed?.state === 'sent' && commit?.state !== 'unknown';
  view.show('commit-waiting', !ready && commit?.state !== 'unknown' && !isOver(state));
  view.show('commit-body', ready);
  view.show('commit-unknown', commit?.state === 'unknown');
  view.show('commit-done', !ready && isOver(state));
  if (ready && sealed) {
    view.facts('commit-facts', [
      [view.text('js.fact.tender'), page.no],
      [view.text('js.fact.action'), view.text(`js.action.${next?.action ?? 'submit'}`)],
      [view.text('js.fact.version'), String(next?.seq ?? 1)],
      [view.text('js.fact.treeRoot'), view.hash(sealed.treeRoot)],
      [view.text('js.fact.deadline'), formatTime(state.tender?.deadline ?? '', view.lang)],
    ]);
  }
}

/** @param {Context} context @param {boolean} withdraws */
async function commit(context, withdraws) {
  const { state, page, clock, view, store } = context;
  const { session, signer, sealed, next } = state;
  if (!session || !signer || !next || (!withdraws && sealed?.state !== 'sent')) {
    return;
  }
  const button = /** @type {HTMLButtonElement} */ (view.part(withdraws ? 'withdraw-send' : 'commit-send'));
  button.disabled = true;
  view.fail([]);
  try {
    const author = { uscc: session.orgCode, company: session.orgName, signer: session.signer, tool: page.tool };
    const { tenderRef, lot } = page;
    const from = sealed && !withdraws ? sealed : { docHash: page.docHash, keySetId: next.last?.keySetId ?? '' };
    const target = { tenderRef, lot, docHash: from.docHash, keySetId: from.keySetId };
    const version = sealed && !withdraws ? { ...next, bidNonce: sealed.bidNonce } : next;
    const facts = sealed && !withdraws ? pickFacts(sealed) : null;
    const now = new Date(clock.now());
    const statement = draftStatement(target, author, version, facts, now, systemRandom);
    const signed = await signer.sign(writeStatement(statement), now);
    const prepared = await prepareCommit(store, tenderRef, statement.action, signed);
    const settled = await askUntilKnown(context, prepared);
    if (settled.receipt) {
      const tag = await bidderTagOf(unhex(statement.bidNonce), statement.uscc);
      await checkReceipt(await readReceipt(settled.receipt), signed, statement, tag);
    }
    await settle(context, settled);
  } catch (error) {
    view.fail([{ text: explain(view, error) }]);
  } finally {
    button.disabled = false;
    context.refresh();
  }
}

/** @param {import('./store.js').SealedRecord} record */
const pickFacts = ({ fileSize, headerHash, treeRoot, leafCount, flags }) => ({
  ...{ fileSize, headerHash, treeRoot, leafCount, flags },
});

/**
 * Sends a commit until somebody answers. The page says meanwhile that the result is unknown and that nothing may be
 * sealed again (ET-3004).
 * @param {Context} context @param {PendingCommit} prepared @returns {Promise<PendingCommit>}
 */
async function askUntilKnown(context, prepared) {
  const { state, store, view } = context;
  for (;;) {
    try {
      const client = /** @type {import('../vault/session.js').VaultSession} */ (state.session).client;
      return await sendCommit(client, store, prepared);
    } catch (error) {
      const passing = error instanceof VaultUnreachable || (error instanceof VaultProblem && error.problem.status >= 500);
      if (!passing) {
        throw error;
      }
      state.commit = prepared;
      view.announce(view.text('js.ET-3004'));
      context.refresh();
      await new Promise((go) => setTimeout(go, askAgainAfter));
    }
  }
}

/** @param {Context} context @param {PendingCommit} settled */
async function settle(context, settled) {
  const { state, view } = context;
  state.commit = settled;
  view.show('withdraw-confirm', false);
  if (settled.state === 'accepted' && settled.action !== 'withdraw') {
    await closeSealed(context, settled);
  }
  await loadOwn(context);
  await showReceipt(context, settled);
  context.go('receipt');
}

/** Commits of an earlier visit whose outcome nobody knows yet. @param {Context} context */
export async function settleUnknown(context) {
  const { state, store, page, view } = context;
  const pending = (await store.listCommits(page.tenderRef)).filter((c) => c.state === 'unknown');
  for (const one of pending) {
    state.commit = one;
    try {
      await settle(context, await askUntilKnown(context, one));
    } catch (error) {
      // An answer that no repetition will change: the statement counts for nothing, and the sealed file is still there.
      state.commit = { ...one, state: 'refused' };
      await store.save(state.commit);
      view.fail([{ text: explain(view, error) }]);
      context.refresh();
    }
  }
}
