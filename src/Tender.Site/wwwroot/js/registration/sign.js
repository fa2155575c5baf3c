// Forms that need a fresh signature: open the .p12 here, show who and what, sign, post. The key goes with the page.

import { utf8 } from '../sealing/bytes.js';
import { SigningError } from '../signing/faults.js';
import { openPkcs12 } from '../signing/signer.js';

/** Texts of the page for what may be wrong with a file. @type {Record<string, string>} */
const problems = {
  NotAFile: 'notAFile',
  Encryption: 'encryption',
  Password: 'wrongPassword',
  NoKey: 'noKey',
  KeyKind: 'keyKind',
};

/** @param {Uint8Array} bytes */
function base64(bytes) {
  let text = '';
  for (const byte of bytes) {
    text += String.fromCharCode(byte);
  }
  return btoa(text);
}

/** @param {HTMLFormElement} form */
function start(form) {
  const part = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (form.querySelector(`[data-part="${name}"]`));
  const texts = part('texts').dataset;
  const button = /** @type {HTMLButtonElement} */ (part('go'));
  const file = /** @type {HTMLInputElement} */ (form.querySelector('#p12'));
  const password = /** @type {HTMLInputElement} */ (form.querySelector('#p12-password'));
  const signed = /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll('[data-signed] [name]'));
  /** @type {import('../signing/signer.js').Signer | null} */
  let signer = null;
  let challenge = '';

  /** @param {string | undefined} text */
  function show(text) {
    part('problem').textContent = text ?? '';
    part('problem').hidden = !text;
  }

  function forget() {
    signer = null;
    part('review').hidden = true;
    button.textContent = texts.open ?? '';
  }

  async function open() {
    const chosen = file.files?.[0];
    if (!chosen || password.value.length === 0) {
      show(texts.none);
      return;
    }
    signer = await openPkcs12(new Uint8Array(await chosen.arrayBuffer()), password.value);
    password.value = '';
    const { info } = signer;
    part('holder').textContent = `${info.orgName}, ${info.signer}`;
    part('orgCode').textContent = info.orgCode;
    part('issuer').textContent = info.issuer;
    part('until').textContent = info.notAfter.toISOString().slice(0, 10);
    await ask();
    part('review').hidden = false;
    button.textContent = texts.sign ?? '';
    button.focus();
  }

  /** Where to ask for the text: fields that become part of what is signed go along. */
  function address() {
    const query = new URLSearchParams();
    for (const field of signed) {
      query.append(field.name, field.value);
    }
    return `${form.dataset.challenge ?? ''}${signed.length > 0 ? `?${query}` : ''}`;
  }

  async function ask() {
    const response = await fetch(address(), { headers: { accept: 'application/json' }, cache: 'no-store' });
    const answer = await response.json();
    if (!response.ok) {
      throw new Refusal(document.documentElement.lang === 'en' ? answer.en : answer.zh);
    }
    challenge = answer.challenge;
    part('text').textContent = challenge;
    // The cookie of the form token may have been made by this call.
    /** @type {HTMLInputElement} */ (form.querySelector('[name="__RequestVerificationToken"]')).value = answer.formToken;
  }

  async function sign() {
    const message = await /** @type {import('../signing/signer.js').Signer} */ (signer).sign(utf8(challenge), new Date());
    /** @type {HTMLInputElement} */ (part('signature')).value = base64(message);
    form.submit();
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    show('');
    button.disabled = true;
    const label = button.textContent;
    button.textContent = texts.working ?? '';
    try {
      await (signer ? sign() : open());
    } catch (failure) {
      forget();
      show(
        failure instanceof SigningError ? texts[problems[failure.kind] ?? 'notAFile']
        : failure instanceof Refusal ? failure.message
        : texts.offline,
      );
    } finally {
      button.disabled = false;
      if (button.textContent === texts.working) {
        button.textContent = label;
      }
    }
  });
  file.addEventListener('change', forget);
  // A text that was asked for with the old value is worth nothing.
  signed.forEach((field) => field.addEventListener('input', forget));
  // Until now a click would have posted the form without a signature.
  button.disabled = false;
}

/** What the server refused, in the language of the page. */
class Refusal extends Error {}

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('[data-module="et-sign"]'))) {
  start(form);
}
