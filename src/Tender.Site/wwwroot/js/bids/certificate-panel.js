// Task 1: a .p12 file is opened here, makes a test signature, and signs the vault's challenge. The key stays in memory.

import { findFault } from '../signing/certificate.js';
import { SigningError } from '../signing/faults.js';
import { openPkcs12 } from '../signing/signer.js';
import { systemRandom } from '../sealing/random.js';
import { openSession } from '../vault/session.js';
import { fetchSubmissions } from '../vault/submission.js';
import { planNext } from './bid.js';
import { formatTime } from './format.js';
import { explain } from './problems.js';
import { restoreSealed } from './send-panel.js';

/** @typedef {import('./context.js').Context} Context */

/** @param {Context} context */
export function setUpCertificate(context) {
  const { view } = context;
  view.part('certificate-form').addEventListener('submit', (event) => {
    event.preventDefault();
    void openCertificate(context);
  });
  view.onClick('certificate-other', () => showForm(context, true));
}

/** @param {Context} context @param {boolean} form */
function showForm({ view }, form) {
  view.show('certificate-form', form);
  view.show('certificate-result', !form);
}

/** @param {Context} context */
async function openCertificate(context) {
  const { view, clock, state } = context;
  view.fail([]);
  const [file] = view.input('certificate-file').files ?? [];
  ['certificate-file', 'certificate-password'].forEach((f) => view.fieldError(f, ''));
  if (!file) {
    failAt(view, 'certificate-file', view.text('js.certificate.choose'));
    return;
  }
  const button = /** @type {HTMLButtonElement} */ (view.part('certificate-open'));
  button.disabled = true;
  view.announce(view.text('js.certificate.opening'));
  try {
    const password = view.input('certificate-password').value;
    const signer = await openPkcs12(new Uint8Array(await file.arrayBuffer()), password);
    const fault = findFault(signer.info, clock.now());
    if (fault) {
      const date = formatTime(signer.info.notAfter.getTime(), view.lang);
      failAt(view, 'certificate-file', view.text(`js.certificate.${fault}`, { date }));
      return;
    }
    state.session = await openSession(context.client, signer, new Date(clock.now()));
    state.signer = signer;
    view.input('certificate-password').value = '';
    await loadOwn(context);
    showCertificate(context);
    view.announce(view.text('js.certificate.done'));
    view.root.dispatchEvent(new CustomEvent('bid-signed-in'));
  } catch (error) {
    const password = error instanceof SigningError && error.kind === 'Password';
    failAt(view, password ? 'certificate-password' : 'certificate-file', explain(view, error));
  } finally {
    button.disabled = false;
  }
}

/** @param {import('./view.js').View} view @param {string} field @param {string} text */
function failAt(view, field, text) {
  view.fieldError(field, text);
  view.fail([{ text, href: `#${field}` }]);
}

/** One's own submissions and what lies on this device. @param {Context} context */
export async function loadOwn(context) {
  const { state, page } = context;
  if (!state.session) {
    return;
  }
  state.submissions = await fetchSubmissions(state.session.client, page.tenderRef);
  state.next = await planNext(state.submissions, systemRandom);
  await restoreSealed(context);
  context.refresh();
}

/** @param {Context} context */
function showCertificate(context) {
  const { view, clock, state } = context;
  const info = state.signer?.info;
  if (!info) {
    return;
  }
  const days = Math.floor((info.notAfter.getTime() - clock.now()) / 86_400_000);
  view.facts('certificate-facts', [
    [view.text('js.fact.organisation'), info.orgName],
    [view.text('js.fact.orgCode'), info.orgCode],
    [view.text('js.fact.signer'), info.signer],
    [view.text('js.fact.issuer'), info.issuer],
    [view.text('js.fact.validTo'), view.text('js.certificate.days', { date: formatTime(info.notAfter.getTime(), view.lang), days })],
    [view.text('js.fact.testSignature'), view.text('js.certificate.signatureGood')],
    [view.text('js.fact.vault'), view.text('js.certificate.vaultGood')],
  ]);
  showForm(context, false);
}
