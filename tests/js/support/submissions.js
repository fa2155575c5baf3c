// Submissions as the vault lists them, made without a vault.
import { sign } from './fixtures.js';
import { bytes, schedule, statement } from './modules.js';

/** @param {any} words a statement @param {string} state */
export async function submissionOf(words, state) {
  const signed = await sign('rsa', statement.writeStatement(words));
  const tag = await schedule.bidderTagOf(bytes.unhex(words.bidNonce), words.uscc);
  const commitment = bytes.hex(statement.commitmentOf(words, tag, signed));
  const receipt = await sign('rsa', bytes.utf8(JSON.stringify({ v: 1, verdict: 'accepted', commitment })));
  const [receiptNo, action] = ['12'.repeat(16), words.action];
  const submission = { receiptNo, action, state, statement: bytes.base64(signed), receipt: bytes.base64(receipt) };
  return { submission, commitment };
}
