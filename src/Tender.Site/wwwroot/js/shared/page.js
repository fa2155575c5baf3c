// Behaviour of every page: each element with data-module gets its module, nothing else runs.
import { startCountdown } from './countdown.js';
import { addCopyButton } from './hash.js';

/** @type {Record<string, (element: HTMLElement) => void>} */
const modules = {
  'et-countdown': startCountdown,
  'et-hash': addCopyButton,
  'et-focus': (element) => element.focus(),
  'et-print': (element) => {
    element.hidden = false;
    element.addEventListener('click', () => window.print());
  },
};

for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-module]'))) {
  modules[element.dataset.module ?? '']?.(element);
}
