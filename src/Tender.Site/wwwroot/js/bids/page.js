// The page on which a bid is made. It is the same shell for everybody; all that is personal happens in here and between
// this page and the vault.

import { createClock } from '../vault/clock.js';
import { VaultClient } from '../vault/http.js';
import { fetchKeySet, fetchTender } from '../vault/tender.js';
import { setUpCertificate } from './certificate-panel.js';
import { setUpCheck, showCheck } from './check-panel.js';
import { setUpCommit, settleUnknown, showCommit } from './commit-panel.js';
import { emptyState, readPageFacts } from './context.js';
import { setUpFiles } from './files-panel.js';
import { formatTime } from './format.js';
import { restorePrice, setUpPrice } from './price-panel.js';
import { explain } from './problems.js';
import { setUpReceipts, showReceipts } from './receipts-panel.js';
import { setUpSend, showSend } from './send-panel.js';
import { openStore } from './store.js';
import { judgeTasks } from './tasks.js';
import { View } from './view.js';

/** @typedef {import('./context.js').Context} Context */

const panels = ['tasks', 'certificate', 'files', 'price', 'check', 'send', 'commit', 'receipt'];
const resync = 10_000;

/** @type {Record<import('./tasks.js').TaskState, import('./view.js').Tone>} */
const tones = { todo: 'quiet', doing: 'active', done: 'good', problem: 'bad', waiting: 'quiet' };

/** @param {Context} context */
function refresh(context) {
  const { view, state } = context;
  for (const { task, state: standing, reason } of judgeTasks(state)) {
    view.tag(`task-${task}`, tones[standing], view.text(`js.task.${standing}`));
    view.write(`reason-${task}`, reason ? view.text(reason) : '');
  }
  showCheck(context);
  showSend(context);
  showCommit(context);
  showReceipts(context);
}

/** Shows one panel and takes the focus to its heading. @param {View} view @param {string} wanted @param {boolean} focus */
function openPanel(view, wanted, focus) {
  const panel = panels.includes(wanted) ? wanted : 'tasks';
  panels.forEach((p) => view.show(`panel-${p}`, p === panel));
  if (focus) {
    view.fail([]);
    view.part(`panel-${panel}`).focus();
    window.scrollTo({ top: 0 });
  }
}

/** @param {Context} context */
async function readTender(context) {
  const { view, state, client, page } = context;
  state.tender = await fetchTender(client, page.tenderRef);
  const { tender } = state;
  const known = tender.lot.replaceAll('-', '') === page.lot && tender.docHash === page.docHash;
  view.show('tender-changed', !known);
  view.show('tender-registering', tender.state === 'registering');
  view.show('tender-over', !['registering', 'keyed'].includes(tender.state));
  if (tender.keySetId && known) {
    const keySet = await fetchKeySet(client, tender.keySetId);
    const lasts = Date.parse(keySet.expiresAt) > Date.parse(tender.deadline);
    state.keySet = lasts ? keySet : null;
    view.fail(lasts ? [] : [{ text: view.text('js.keySet.expired') }]);
  }
  context.refresh();
}

/** @param {Context} context */
async function keepTime({ clock, view }) {
  try {
    await clock.sync();
    const offset = Math.round(clock.offset() / 1000);
    view.show('clock-offset', Math.abs(offset) >= 1);
    view.write('clock-offset', view.text(offset > 0 ? 'js.clock.ahead' : 'js.clock.behind', { seconds: Math.abs(offset) }));
  } catch (error) {
    view.show('clock-offset', true);
    view.write('clock-offset', explain(view, error));
  }
}

/** @param {HTMLElement} root */
async function start(root) {
  const page = readPageFacts(root);
  const view = new View(root);
  const client = new VaultClient(page.vault);
  /** @type {Context} */
  const context = {
    ...{ page, view, client, clock: createClock(client), store: await openStore(), state: emptyState() },
    refresh: () => refresh(context),
    change() {
      const { state } = context;
      state.confirmed = false;
      state.commit = state.commit?.state === 'unknown' ? state.commit : null;
    },
    go: (panel) => {
      location.hash = panel;
    },
  };
  [setUpCertificate, setUpFiles, setUpPrice, setUpCheck, setUpSend, setUpCommit, setUpReceipts].forEach((f) => f(context));
  window.addEventListener('hashchange', () => openPanel(view, location.hash.slice(1), true));
  root.addEventListener('bid-signed-in', () => void settleUnknown(context));
  root.hidden = false;
  openPanel(view, location.hash.slice(1), false);
  refresh(context);
  await restorePrice(context);
  await keepTime(context);
  setInterval(() => void keepTime(context), resync);
  setInterval(() => view.write('vault-time', formatTime(context.clock.now(), view.lang)), 1_000);
  await readTender(context);
}

const root = document.getElementById('bid');
if (root) {
  start(root).catch((error) => {
    const view = new View(root);
    root.hidden = false;
    view.fail([{ text: explain(view, error) }]);
  });
}
