// Tasks 6 and 7: seal and send, with bytes, speed, time left and the margin to the deadline; pause, go on, also after
// the tab was closed. The key file is handed out before anything can be submitted.

import { unhex } from '../sealing/bytes.js';
import { summaryBlob } from './bid.js';
import { makeBody } from './files.js';
import { formatBytes, formatLeft, formatSpeed } from './format.js';
import { Speedometer, judgeMargin } from './margin.js';
import { explain } from './problems.js';
import { isOver } from './tasks.js';
import { Transfer } from './transfer.js';

/** @typedef {import('./context.js').Context} Context */

const shortestPassword = 10;
/** @type {Transfer | null} */
let current = null;
let paused = false;

/** @param {Context} context */
export function setUpSend(context) {
  const { view, state } = context;
  view.part('send-form').addEventListener('submit', (event) => {
    event.preventDefault();
    void sealAndSend(context);
  });
  view.onClick('send-pause', () => void pause(context));
  view.onClick('send-resume', () => void resume(context));
  view.onClick('send-keyfile', () => saveKeyFile(context));
  view.onClick('send-again', () => void sealAgain(context));
  window.addEventListener('offline', () => showWaiting(context, state.running));
  window.addEventListener('online', () => (paused ? undefined : void resume(context)));
}

/** What an earlier visit left: whole files can be sent on, half a sealing is thrown away (SBID1 14). @param {Context} context */
export async function restoreSealed({ store, state, page }) {
  if (state.running) {
    return;
  }
  const records = await store.listSealed(page.tenderRef);
  const own = records.filter((r) => r.orgCode === state.session?.orgCode);
  state.sealed = own.filter((r) => r.state === 'sealed' || r.state === 'sent').at(-1) ?? null;
  state.keyFiles = own.filter((r) => r.keyFile !== null);
  for (const record of records.filter((r) => r.state === 'sealing')) {
    await store.removeSealed(record.id);
  }
}

/** After an accepted commit the sealed file is not needed here any more. @param {Context} context @param {import('../vault/submission.js').PendingCommit} commit */
export async function closeSealed({ state, store, client }, commit) {
  if (!state.sealed) {
    return;
  }
  const own = current?.record.id === state.sealed.id ? current : null;
  await (own ?? Transfer.resume(store, client, state.sealed, silent)).close(commit);
  state.sealed = null;
  state.confirmed = false;
}

/** @type {import('./transfer.js').Progress} */
const silent = { seal() {}, prove() {}, send() {} };

/** @param {Context} context */
export function showSend({ view, state }) {
  const { sealed, running, confirmed } = state;
  view.show('send-waiting', !confirmed && !sealed && !running);
  view.write('send-waiting', view.text(isOver(state) ? 'js.reason.replace' : 'js.send.waiting'));
  view.show('send-form', confirmed && !sealed && !running);
  view.show('send-progress', running || sealed !== null);
  // Half a sealing cannot be taken up again, so what pauses is the upload.
  view.show('send-pause', running && sealed?.state === 'sealed');
  view.show('send-paused', !running && sealed?.state === 'sealed');
  view.show('send-resume', !running && sealed?.state === 'sealed');
  view.show('send-ready', sealed !== null && sealed.keyFile !== null);
  view.show('send-again', !running && sealed !== null);
  view.show('send-done', sealed?.state === 'sent');
  if (sealed?.treeRoot) {
    showWhole(view, sealed);
    view.part('send-root').replaceChildren(view.hash(sealed.treeRoot));
  }
}

/** What is behind us shows full, also after the tab was closed. @param {import('./view.js').View} view @param {import('./store.js').SealedRecord} sealed */
function showWhole(view, { fileSize, state }) {
  const size = formatBytes(fileSize);
  for (const bar of state === 'sent' ? ['seal', 'prove', 'send'] : ['seal', 'prove']) {
    view.progress(bar, fileSize, fileSize, view.text('js.progress.plain', { done: size, total: size }));
  }
}

/** @param {Context} context @returns {import('./transfer.js').Progress} */
function watch(context) {
  const { view, clock, state } = context;
  const line = (/** @type {string} */ name) => {
    const speed = new Speedometer();
    let shown = 0;
    return (/** @type {number} */ done, /** @type {number} */ total) => {
      const now = clock.now();
      speed.add(now, done);
      if (now - shown < 200 && done < total) {
        return;
      }
      shown = now;
      const rate = speed.rate();
      const figures = { done: formatBytes(done), total: formatBytes(total) };
      const key = rate > 0 && done < total ? 'js.progress' : 'js.progress.plain';
      view.progress(name, done, total, view.text(key, { ...figures, speed: formatSpeed(rate) }));
      if (name === 'send') {
        const deadline = Date.parse(state.tender?.deadline ?? '');
        showMargin(context, judgeMargin({ now, deadline, remaining: total - done, rate }));
      }
    };
  };
  return { seal: line('seal'), prove: line('prove'), send: line('send'), wait: (waits) => showWaiting(context, waits) };
}

/** The connection is lost; nothing has to be done. @param {Context} context @param {boolean} waits */
function showWaiting({ view }, waits) {
  if (waits && view.part('send-offline').hidden) {
    view.announce(view.text('js.send.offline'));
  }
  view.show('send-offline', waits);
}

/** @param {Context} context @param {import('./margin.js').Margin | null} margin */
function showMargin({ view }, margin) {
  const part = view.part('send-margin');
  part.hidden = margin === null;
  if (margin === null) {
    return;
  }
  const words = { left: formatLeft(margin.left), margin: formatLeft(Math.abs(margin.margin)) };
  const minutes = Math.max(1, Math.ceil(-margin.margin / 60_000));
  part.className = `et-notice${margin.level === 'late' ? ' et-notice--bad' : margin.level === 'soon' ? ' et-notice--warn' : ''}`;
  part.textContent = view.text(`js.margin.${margin.level}`, { ...words, minutes });
}

/** @param {Context} context @returns {string | null} */
function readPassword({ view }) {
  const [first, second] = [view.input('send-password').value, view.input('send-password-again').value];
  const code = first.length < shortestPassword ? 'js.password.short' : first !== second ? 'js.password.differ' : null;
  const field = code === 'js.password.differ' ? 'send-password-again' : 'send-password';
  ['send-password', 'send-password-again'].forEach((f) => view.fieldError(f, ''));
  if (code) {
    view.fieldError(field, view.text(code, { count: shortestPassword }));
    view.fail([{ text: view.text(code, { count: shortestPassword }), href: `#${field}` }]);
    return null;
  }
  view.fail([]);
  return first;
}

/** @param {Context} context */
async function sealAndSend(context) {
  const { state, store, page, clock, view } = context;
  const { session, keySet, summary, next, files } = state;
  const password = readPassword(context);
  if (!session || !keySet || !summary || !next || password === null) {
    return;
  }
  await guarded(context, async () => {
    const body = await makeBody(files, new Date(clock.now()), () => {});
    const request = {
      ...{ tenderRef: unhex(page.tenderRef), lot: unhex(page.lot), docHash: unhex(page.docHash) },
      ...{ keySetId: keySet.keySet.keySetId, publicKey: keySet.keySet.publicKey },
      ...{ bidNonce: unhex(next.bidNonce), uscc: session.orgCode, sealedAt: Math.floor(clock.now()) },
      parts: [
        { partId: 1, phase: 1, content: summaryBlob(summary) },
        { partId: 2, phase: 1, content: body },
      ],
    };
    const begun = await Transfer.begin(store, session.client, request, password, watch(context));
    current = begun.transfer;
    const sending = current.send();
    // A failed sealing makes the upload fail too; the first cause is the one to tell.
    sending.catch(() => {});
    try {
      await begun.sealing;
    } catch (error) {
      await current.discard();
      throw error;
    }
    state.sealed = current.record;
    context.refresh();
    saveKeyFile(context);
    view.announce(view.text('js.send.sealed'));
    await sending;
    await finish(context, current);
  });
}

/** @param {Context} context */
async function resume(context) {
  const { state, store } = context;
  const { session, sealed } = state;
  if (!session || !sealed || sealed.state !== 'sealed' || state.running) {
    return;
  }
  await guarded(context, async () => {
    current = Transfer.resume(store, session.client, sealed, watch(context));
    await current.send();
    await finish(context, current);
  });
}

/** @param {Context} context @param {Transfer} transfer */
async function finish(context, transfer) {
  const { view } = context;
  const problem = await transfer.confirm();
  if (problem !== null) {
    view.fail([{ text: view.has(`js.${problem}`) ? view.text(`js.${problem}`) : view.text('js.refused', { code: problem }) }]);
    return;
  }
  showMargin(context, null);
  context.refresh();
  view.announce(view.text('js.send.sent'));
  view.part('send-commit').focus();
}

/** @param {Context} context @param {() => Promise<void>} act */
async function guarded(context, act) {
  const { state, view } = context;
  state.running = true;
  paused = false;
  view.fail([]);
  context.refresh();
  try {
    await act();
  } catch (error) {
    view.fail([{ text: explain(view, error) }]);
  } finally {
    state.running = false;
    showWaiting(context, false);
    showMargin(context, null);
    context.refresh();
  }
}

/** @param {Context} context */
async function pause(context) {
  paused = true;
  await current?.pause();
  context.state.running = false;
  showWaiting(context, false);
  showMargin(context, null);
  context.refresh();
  context.view.part('send-resume').focus();
}

/** @param {Context} context */
function saveKeyFile({ view, state, page }) {
  const bytes = state.sealed?.keyFile;
  if (bytes) {
    view.download(new Blob([bytes], { type: 'application/json' }), `${page.no}.sbidkey`);
  }
}

/** Throws the sealed file away; the next one gets new keys. @param {Context} context */
async function sealAgain(context) {
  const { state, store, client } = context;
  if (state.sealed) {
    await Transfer.resume(store, state.session?.client ?? client, state.sealed, silent).discard();
  }
  state.sealed = null;
  state.confirmed = false;
  context.refresh();
  context.go('check');
}
