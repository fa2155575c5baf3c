// Task 5: everything once more before it is sealed, with the keys it is sealed to and what cannot be undone.

import { hex } from '../sealing/bytes.js';
import { capitalYuan, formatYuan } from './amount.js';
import { formatBytes, formatTime } from './format.js';
import { isOver } from './tasks.js';

/** @typedef {import('./context.js').Context} Context */

/** @param {Context} context */
export function setUpCheck(context) {
  const { view, state } = context;
  view.onClick('check-confirm', () => {
    const read = view.input('check-read').checked;
    const text = read ? '' : view.text('js.check.readFirst');
    view.fieldError('check-read', text);
    view.fail(read ? [] : [{ text, href: '#check-read' }]);
    if (read) {
      state.confirmed = true;
      context.refresh();
      context.go('send');
    }
  });
}

/** @param {Context} context */
export function showCheck({ view, state, page }) {
  const { session, files, summary, keySet, tender, next } = state;
  const ready = session !== null && files.length > 0 && summary !== null && keySet !== null;
  view.show('check-waiting', !ready);
  view.write('check-waiting', view.text(isOver(state) ? 'js.reason.replace' : 'js.check.waiting'));
  view.show('check-body', ready);
  if (!ready) {
    return;
  }
  const link = (/** @type {string} */ panel) => {
    const a = document.createElement('a');
    a.href = `#${panel}`;
    a.className = 'govuk-link';
    a.textContent = view.text('js.check.change');
    a.setAttribute('aria-label', view.text(`js.check.change.${panel}`));
    return a;
  };
  const both = (/** @type {string} */ text, /** @type {string} */ panel) => {
    const span = document.createElement('span');
    span.append(text, ' ', link(panel));
    return span;
  };
  const total = files.reduce((sum, f) => sum + f.size, 0);
  const list = files.map((f) => f.name).join(view.text('js.separator'));
  view.facts('check-facts', [
    [view.text('js.fact.bidder'), both(view.text('js.check.named', { name: session.orgName, more: session.orgCode }), 'certificate')],
    [view.text('js.fact.files'), both(view.text('js.check.named', { name: list, more: formatBytes(total) }), 'files')],
    [view.text('js.fact.price'), both(view.text('js.check.money', { yuan: formatYuan(summary.priceFen), capital: capitalYuan(summary.priceFen) }), 'price')],
    [view.text('js.fact.period'), both(view.text('js.check.days', { days: summary.periodDays }), 'price')],
    [view.text('js.fact.quality'), both(summary.quality, 'price')],
    [view.text('js.fact.manager'), both(summary.manager, 'price')],
    [view.text('js.fact.action'), view.text(`js.action.${next?.action ?? 'submit'}`)],
    [view.text('js.fact.deadline'), formatTime(tender?.deadline ?? '', view.lang)],
    [view.text('js.fact.docHash'), view.hash(page.docHash)],
    [view.text('js.fact.keySet'), view.hash(hex(keySet.keySet.keySetId))],
    [
      view.text('js.fact.custodians'),
      view.text('js.check.custodians', {
        ...{ k: keySet.keySet.k, n: keySet.keySet.n },
        names: keySet.seats.map((s) => s.organisation).join(view.text('js.separator')),
      }),
    ],
  ]);
}
