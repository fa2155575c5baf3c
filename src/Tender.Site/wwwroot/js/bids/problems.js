// One line for a person for everything that can go wrong; anything unknown keeps its trace for the help desk.

import { SealingError } from '../sealing/errors.js';
import { SigningError } from '../signing/faults.js';
import { VaultProblem, VaultUnreachable } from '../vault/http.js';
import { UploadFailed } from '../vault/upload.js';

/** @typedef {import('./view.js').View} View */

/** @param {View} view @param {{ code?: string, zh?: string, en?: string, trace?: string }} problem */
function problemText(view, { code = 'ET-9001', zh, en, trace }) {
  const said = view.lang.startsWith('zh') ? zh : en;
  const text = said || (view.has(`js.${code}`) ? view.text(`js.${code}`) : view.text('js.unknown'));
  return [text, code, trace].filter(Boolean).join(' · ');
}

/** @param {string} body */
function parsed(body) {
  try {
    return JSON.parse(body);
  } catch {
    return {};
  }
}

/** @param {View} view @param {unknown} error @returns {string} */
export function explain(view, error) {
  if (error instanceof VaultProblem) {
    return problemText(view, error.problem);
  }
  if (error instanceof VaultUnreachable) {
    return view.text('js.unreachable');
  }
  if (error instanceof UploadFailed) {
    return error.status === 0 ? view.text('js.unreachable') : problemText(view, parsed(error.body));
  }
  if (error instanceof SigningError) {
    return view.text(`js.signing.${error.kind}`);
  }
  if (error instanceof SealingError) {
    const key = `js.sealing.${error.kind}`;
    return view.has(key) ? view.text(key) : view.text('js.sealing', { kind: error.kind });
  }
  if (error instanceof DOMException && error.name === 'QuotaExceededError') {
    return view.text('js.noSpace');
  }
  console.error(error);
  return view.text('js.unknown');
}
