// A session with the vault: its challenge is signed with the bidder's certificate. The trading site takes no part in it.

import { base64, hex, utf8 } from '../sealing/bytes.js';
import { draw, systemRandom } from '../sealing/random.js';
import { digest } from '../sealing/tree.js';

/** @typedef {{ client: import('./http.js').VaultClient, orgCode: string, orgName: string, signer: string, expiresAt: string }} VaultSession */

export class ForeignChallenge extends Error {
  constructor() {
    super('the challenge has another purpose or belongs to another browser');
    this.name = 'ForeignChallenge';
  }
}

/**
 * Nothing is signed that is not a challenge of a vault for a session, bound to this very page.
 * @param {string} text @param {import('../sealing/bytes.js').Bytes} binding
 */
async function checkChallenge(text, binding) {
  const [site, purpose, , nonce, , , bound, ...more] = text.split('|');
  const own = hex(await digest(binding));
  if (site !== 'vault' || purpose !== 'session' || bound !== own || !nonce || more.length > 0) {
    throw new ForeignChallenge();
  }
}

/**
 * @param {import('./http.js').VaultClient} client @param {import('../signing/signer.js').Signer} signer
 * @param {Date} now @param {import('../sealing/random.js').Random} random
 * @returns {Promise<VaultSession>}
 */
export async function openSession(client, signer, now, random = systemRandom) {
  const drawn = draw(random, 32);
  const binding = hex(drawn);
  const { challenge } = await client.post('/v1/sessions/challenges', { binding });
  await checkChallenge(challenge, drawn);
  const signature = base64(await signer.sign(utf8(challenge), now));
  const session = await client.post('/v1/sessions', { challenge, signature, binding });
  return {
    client: client.withToken(session.token),
    orgCode: session.organisation.orgCode,
    orgName: session.organisation.name,
    signer: session.signer,
    expiresAt: session.expiresAt,
  };
}
