// Task 3: the bid summary that is read out at the opening. Typed text is kept on this device at once.

import { capitalYuan, formatYuan, parseYuan } from './amount.js';
import { readSummary } from './bid.js';

/** @typedef {import('./context.js').Context} Context */

const names = ['price', 'period', 'quality', 'manager'];

/** @param {Context} context */
export function setUpPrice(context) {
  const { view, page, store, state } = context;
  let saving = 0;
  const read = () => Object.fromEntries(names.map((n) => [n, view.input(n).value]));
  for (const name of names) {
    view.input(name).addEventListener('input', () => {
      context.change();
      showAmount(context);
      judge(context, read());
      clearTimeout(saving);
      saving = window.setTimeout(() => void save(), 300);
    });
    view.input(name).addEventListener('change', () => showFaults(context, read(), [name]));
  }
  const save = () => store.saveDraft({ tenderRef: page.tenderRef, fields: read(), fileNames: state.files.map((f) => f.name) });
  view.part('price-form').addEventListener('submit', (event) => {
    event.preventDefault();
    void save();
    if (showFaults(context, read(), names)) {
      context.go('tasks');
    }
  });
}

/** Fills in what was typed the last time. @param {Context} context */
export async function restorePrice(context) {
  const { view, page, store } = context;
  const draft = await store.readDraft(page.tenderRef);
  if (!draft) {
    return;
  }
  names.forEach((n) => {
    view.input(n).value = draft.fields[n] ?? '';
  });
  showAmount(context);
  judge(context, draft.fields);
  view.show('files-again', draft.fileNames.length > 0);
  view.write('files-again-names', draft.fileNames.join(view.text('js.separator')));
}

/** @param {Context} context */
function showAmount({ view, page }) {
  const fen = parseYuan(view.input('price').value);
  view.write('price-capital', fen === null ? '' : capitalYuan(fen));
  const above = fen !== null && page.ceilingFen !== null && fen > page.ceilingFen;
  view.show('price-above', above);
  if (above) {
    view.write('price-above', view.text('js.price.above', { ceiling: formatYuan(Number(page.ceilingFen)) }));
  }
}

/** @param {Context} context @param {Record<string, string>} fields */
function judge(context, fields) {
  const { summary } = readSummary(fields);
  context.state.summary = summary;
  context.state.touched = Object.values(fields).some((v) => v.trim() !== '');
  context.refresh();
}

/** @param {Context} context @param {Record<string, string>} fields @param {string[]} shown @returns {boolean} whether all is well */
function showFaults(context, fields, shown) {
  const { view } = context;
  const { faults } = readSummary(fields);
  const of = (/** @type {string} */ name) => faults.find((f) => f.field === name);
  shown.forEach((name) => {
    const fault = of(name);
    view.fieldError(name, fault ? view.text(`js.${fault.code}`) : '');
  });
  if (shown.length === names.length) {
    view.fail(faults.map((f) => ({ text: view.text(`js.${f.code}`), href: `#${f.field}` })));
  }
  return faults.length === 0;
}
