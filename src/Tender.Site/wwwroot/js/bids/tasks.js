// The task list: which task stands where, and why. Pure; the page shows what comes out.

/** @typedef {'todo' | 'doing' | 'done' | 'problem' | 'waiting'} TaskState */
/** @typedef {{ task: string, state: TaskState, reason: string }} TaskLine reason: key of a text, or empty */

/** After a commit the sealed file is gone from here; until something changes, all of it is behind us. @param {import('./context.js').BidState} state */
export const isOver = ({ commit, sealed, running }) =>
  commit?.state === 'accepted' && commit.action !== 'withdraw' && sealed === null && !running;

/** @param {import('./context.js').BidState} state @returns {TaskLine[]} */
export function judgeTasks(state) {
  const certificate = state.session !== null;
  const files = state.files.length > 0;
  const price = state.summary !== null;
  const ready = certificate && files && price;
  const sent = state.sealed?.state === 'sent';
  const done = state.commit?.state === 'accepted' && state.commit.action !== 'withdraw';
  const refused = state.commit?.state === 'refused';
  const over = isOver(state);
  const checked = state.confirmed || state.sealed !== null || over;
  return [
    { task: 'certificate', state: certificate ? 'done' : 'todo', reason: '' },
    { task: 'files', state: files || state.sealed || over ? 'done' : 'todo', reason: '' },
    {
      task: 'price',
      state: price || state.sealed || over ? 'done' : state.touched ? 'doing' : 'todo',
      reason: !price && state.touched && !state.sealed ? 'js.reason.price' : '',
    },
    { task: 'check', ...judgeCheck(ready, checked, state) },
    { task: 'send', ...judgeSend(checked, sent || over, state) },
    {
      task: 'commit',
      state: done ? 'done' : refused ? 'problem' : sent ? 'todo' : 'waiting',
      reason: refused ? 'js.reason.refused' : sent && !done ? 'js.reason.notSubmitted' : '',
    },
  ];
}

/** @param {boolean} ready @param {boolean} checked @param {import('./context.js').BidState} state @returns {{ state: TaskState, reason: string }} */
function judgeCheck(ready, checked, { keySet, tender }) {
  if (checked) {
    return { state: 'done', reason: '' };
  }
  if (tender !== null && keySet === null) {
    return { state: 'waiting', reason: 'js.reason.noKeySet' };
  }
  return ready ? { state: 'todo', reason: '' } : { state: 'waiting', reason: 'js.reason.before' };
}

/** @param {boolean} checked @param {boolean} sent @param {import('./context.js').BidState} state @returns {{ state: TaskState, reason: string }} */
function judgeSend(checked, sent, { running, sealed }) {
  if (sent) {
    return { state: 'done', reason: '' };
  }
  if (running) {
    return { state: 'doing', reason: '' };
  }
  if (sealed) {
    return { state: 'problem', reason: 'js.reason.resume' };
  }
  return checked ? { state: 'todo', reason: '' } : { state: 'waiting', reason: 'js.reason.check' };
}
