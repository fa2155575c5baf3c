// The public facts of a tender, and its key set, believed only as far as they can be checked here.

import { concat, equal, hex, u32, u64, unbase64, unhex, utf8 } from '../sealing/bytes.js';
import { demand } from '../sealing/errors.js';
import { openKeySet } from '../sealing/keyset.js';
import { pt33, pt65 } from '../sealing/points.js';
import { digest } from '../sealing/tree.js';
import { readFacts } from '../signing/certificate.js';
import { openMessage } from '../signing/cms.js';

/** @typedef {import('../sealing/keyset.js').KeySet} KeySet */

/**
 * @typedef {object} TenderFacts
 * @property {string} tenderRef
 * @property {string} lot
 * @property {string} docHash
 * @property {string} deadline
 * @property {'registering' | 'keyed' | 'closed' | 'sealed' | 'opening' | 'opened' | 'failed' | 'cancelled'} state
 * @property {boolean} held
 * @property {string | null} keySetId
 * @property {number} minBids
 * @property {number} suite
 *
 * @typedef {{ seat: number, organisation: string, orgCode: string }} SeatHolder
 * @typedef {{ keySet: KeySet, seats: SeatHolder[], expiresAt: string }} CheckedKeySet
 */

/** @param {import('./http.js').VaultClient} client @param {string} tenderRef @returns {Promise<TenderFacts>} */
export const fetchTender = (client, tenderRef) => client.get(`/v1/tenders/${tenderRef}`);

const suiteName = utf8('COCKTAIL(P-256, SHA-256)');
const little = (/** @type {Uint8Array<ArrayBuffer>} */ bytes) => bytes.reverse();

/** The context that binds a key generation to its pool, place and seats (SBID1 9.2). @param {KeySet} set @param {string} poolId @param {number} index */
async function contextOf({ n, seatKeys }, poolId, index) {
  const session = concat(utf8('SBID1'), unhex(poolId.replaceAll('-', '')), u32(index));
  const framed = [u64(session.length), session, u64(suiteName.length), suiteName];
  return digest(concat(utf8('COCKTAIL-DKG-CONTEXT'), ...framed, little(u32(n)), ...seatKeys.map(pt33)));
}

/**
 * Fetches the key set of a tender and checks its certificate, its place in the pool, and that each seat's organisation
 * signed for the key with which the seat took part.
 * @param {import('./http.js').VaultClient} client @param {string} keySetId
 * @returns {Promise<CheckedKeySet>}
 */
export async function fetchKeySet(client, keySetId) {
  const answer = await client.get(`/v1/keysets/${keySetId}`);
  const keySet = openKeySet(unbase64(answer.certificate));
  demand(hex(keySet.keySetId) === keySetId, 'Root', 0, 'another key set than the tender names');
  const told = answer.k === keySet.k && answer.n === keySet.n && answer.publicKey === hex(pt65(keySet.publicKey));
  demand(told, 'OtherTender', 0, 'the answer differs from the certificate');
  const context = await contextOf(keySet, answer.poolId, answer.index);
  demand(equal(context, keySet.context), 'OtherTender', 0, 'the key set belongs to another pool');
  demand(answer.seats.length === keySet.n, 'Count', 0, 'one seat for each key');
  const seats = [];
  for (const [i, seat] of answer.seats.entries()) {
    seats.push(await checkSeat(seat, i + 1, keySet, answer.poolId.replaceAll('-', '')));
  }
  return { keySet, seats, expiresAt: answer.expiresAt };
}

/** @param {any} seat @param {number} number @param {KeySet} keySet @param {string} poolId @returns {Promise<SeatHolder>} */
async function checkSeat(seat, number, keySet, poolId) {
  demand(seat.seat === number, 'Seat', number, 'seats in order');
  const { content, certificate } = await openMessage(unbase64(seat.statement));
  const stated = JSON.parse(new TextDecoder().decode(content));
  const key = hex(pt33(keySet.seatKeys[number - 1]));
  const holds = stated.seat === number && stated.publicKey === key && stated.poolId === poolId;
  demand(holds, 'Signature', number, 'the statement of a seat names another key');
  const { orgCode, orgName } = readFacts(certificate);
  demand(orgCode === seat.orgCode, 'Signature', number, 'a seat under another organisation');
  return { seat: number, organisation: orgName, orgCode };
}

