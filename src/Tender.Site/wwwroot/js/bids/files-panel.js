// Task 2: the files of the body. Chosen, checked by content, listed with size, kind and hash.

import { hex } from '../sealing/bytes.js';
import { acceptFile, localHash } from './files.js';
import { formatBytes } from './format.js';

/** @typedef {import('./context.js').Context} Context */

/** @param {Context} context */
export function setUpFiles(context) {
  const { view, page } = context;
  const input = view.input('files-input');
  view.write('files-limits', view.text('js.files.limits', { max: formatBytes(page.maxBytes), count: page.maxFiles }));
  input.addEventListener('change', () => void addFiles(context, [...(input.files ?? [])]));
}

/** @param {Context} context @param {File[]} chosen */
async function addFiles(context, chosen) {
  const { view, state, page } = context;
  const faults = [];
  for (const file of chosen) {
    const result = await acceptFile(file, state.files, page);
    if ('code' in result) {
      const { size, max } = result.values;
      const values = { ...result.values, size: formatBytes(Number(size)), max: result.code === 'ET-1104' ? formatBytes(Number(max)) : max };
      faults.push({ text: view.text(`js.${result.code}`, values), href: '#files-input' });
    } else {
      state.files.push(result);
    }
  }
  view.input('files-input').value = '';
  view.fieldError('files-input', faults.map((f) => f.text).join(' '));
  view.fail(faults);
  changed(context);
  view.announce(view.text('js.files.count', { count: state.files.length }));
}

/** @param {Context} context */
function changed(context) {
  context.change();
  showFiles(context);
  context.refresh();
}

/** @param {Context} context */
function showFiles(context) {
  const { view, state } = context;
  view.show('files-empty', state.files.length === 0);
  view.part('files-list').replaceChildren(...state.files.map((file) => fileLine(context, file)));
}

/** @param {Context} context @param {import('./files.js').ChosenFile} chosen */
function fileLine(context, chosen) {
  const { view, state } = context;
  const line = document.createElement('li');
  const row = document.createElement('div');
  row.className = 'et-row';
  const name = document.createElement('strong');
  name.textContent = chosen.name;
  const remove = document.createElement('button');
  remove.type = 'button';
  remove.className = 'govuk-button govuk-button--secondary et-button--small';
  remove.textContent = view.text('js.files.remove');
  remove.setAttribute('aria-label', view.text('js.files.removeNamed', { name: chosen.name }));
  remove.addEventListener('click', () => {
    state.files = state.files.filter((f) => f !== chosen);
    changed(context);
    view.input('files-input').focus();
  });
  row.append(name, remove);
  const facts = document.createElement('p');
  facts.className = 'et-list__meta';
  facts.textContent = `${chosen.kind.toUpperCase()} · ${formatBytes(chosen.size)}`;
  line.append(row, facts);
  void localHash(chosen.file).then((hash) => {
    if (hash) {
      const shown = document.createElement('p');
      shown.className = 'et-list__meta';
      shown.append('SHA-256 ', view.hash(hex(hash)));
      line.append(shown);
    }
  });
  return line;
}
