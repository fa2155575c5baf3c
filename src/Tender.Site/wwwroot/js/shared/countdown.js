// Time left on the vault's clock. The page's own clock only measures what passed since the last comparison.

const RESYNC_MS = 10_000;

/**
 * Text of the time left.
 * @param {number} ms
 * @param {string} days text with {0} for the number of days
 */
export function formatLeft(ms, days) {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  const d = Math.floor(seconds / 86_400);
  const clock = `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return d > 0 ? `${days.replace('{0}', String(d))} ${clock}` : clock;
}

/** @param {HTMLElement} element */
export function startCountdown(element) {
  const { to = '', now = '', clock = '', days = '{0}' } = element.dataset;
  const end = Date.parse(to);
  let known = Date.parse(now);
  let at = performance.now();

  async function compare() {
    const sent = performance.now();
    try {
      const response = await fetch(clock, { headers: { accept: 'application/json' }, cache: 'no-store' });
      if (response.ok) {
        const answer = /** @type {{ now: string }} */ (await response.json());
        at = performance.now();
        known = Date.parse(answer.now) + (at - sent) / 2;
      }
    } catch {
      // Offline: the last comparison goes on counting.
    }
  }

  let timer = 0;
  function show() {
    const left = end - (known + performance.now() - at);
    element.textContent = formatLeft(left, days);
    if (left <= 0) {
      clearInterval(timer);
      clearInterval(resync);
      element.dispatchEvent(new CustomEvent('et-over', { bubbles: true }));
    }
  }

  timer = window.setInterval(show, 250);
  const resync = window.setInterval(compare, RESYNC_MS);
  compare().then(show);
}
