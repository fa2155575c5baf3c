// The opening page while it happens: asks for the state, moves the seats in place, reloads when there is something new to read.

const SLOW_MS = 15_000;
const FAST_MS = 2_000;
const tones = { waiting: 'quiet', committed: 'active', verified: 'good', wrong: 'bad' };

/**
 * @typedef {object} State
 * @property {string} now
 * @property {string} deadline
 * @property {string} version
 * @property {boolean} isFinal
 * @property {{ seat: number, state: 'waiting' | 'committed' | 'verified' | 'wrong' }[] | null} seats
 */

/** How long to wait before asking again: often once the deadline is near or over. @param {State | null} state */
export function nextWait(state) {
  if (state === null) {
    return FAST_MS;
  }
  const left = Date.parse(state.deadline) - Date.parse(state.now);
  return left > SLOW_MS ? SLOW_MS : FAST_MS;
}

/** @param {HTMLElement} hall @param {State} state */
export function showSeats(hall, state) {
  for (const { seat, state: word } of state.seats ?? []) {
    const text = hall.querySelector(`[data-seat="${seat}"]`);
    if (text?.parentElement) {
      text.textContent = hall.dataset[word] ?? word;
      text.parentElement.className = `et-tag et-tag--${tones[word]}`;
    }
  }
}

/** @param {HTMLElement} hall */
function start(hall) {
  const live = hall.querySelector('[data-part="live"]');
  let timer = 0;

  async function ask() {
    /** @type {State | null} */
    let state = null;
    try {
      const response = await fetch(hall.dataset.state ?? '', { headers: { accept: 'application/json' }, cache: 'no-store' });
      state = response.ok ? await response.json() : null;
    } catch {
      // Offline: said below, asked again.
    }
    if (state && state.version !== hall.dataset.version) {
      location.reload();
      return;
    }
    if (live) {
      live.textContent = (state ? hall.dataset.live : hall.dataset.lost) ?? '';
    }
    if (state) {
      showSeats(hall, state);
    }
    timer = window.setTimeout(ask, nextWait(state));
  }

  hall.addEventListener('et-over', () => {
    clearTimeout(timer);
    ask();
  });
  ask();
}

if (typeof document !== 'undefined') {
  const hall = document.getElementById('hall');
  if (hall && hall.dataset.final === 'no') {
    start(hall);
  }
}
