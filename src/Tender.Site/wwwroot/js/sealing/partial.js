// Partial openings: reading one, checking its proof, and adding up any k of them (SBID1 6.2 and 13).

import { sha256 } from '../../lib/noble.js';
import { concat, equal, hex, u8, utf8, view } from './bytes.js';
import { verifyBatch } from './dleq.js';
import { demand } from './errors.js';
import { suiteInt1 } from './header.js';
import { openFromPoint } from './hpke.js';
import { Point, decode33, decode65, decodeScalar, lagrange, modulo, times } from './points.js';
import { wrapContext } from './schedule.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {import('./points.js').Point} CurvePoint */

/**
 * @typedef {object} OpenedSet what a partial opening answers to
 * @property {Uint8Array} keySetId
 * @property {Uint8Array} tenderRef
 * @property {Uint8Array} lot
 * @property {number} phase
 * @property {Uint8Array} setRoot
 *
 * @typedef {OpenedSet & { seat: number, points: CurvePoint[], c: bigint, s: bigint }} PartialOpening
 */

const magic = utf8('SBID1-PO');
const fixed = 127;
const proofLength = 64;

/** @param {OpenedSet} set @returns {Bytes} 87 bytes */
export function openingContext({ tenderRef, lot, phase, setRoot }) {
  const bound = sha256(concat(tenderRef, lot, u8(phase), setRoot));
  return utf8(`SBID1-OPEN-P256-SHA256-${hex(bound)}`);
}

/** Grammar only. @param {Bytes} bytes @returns {PartialOpening} */
export function parsePartialOpening(bytes) {
  demand(bytes.length >= fixed, 'Truncated', bytes.length, 'a partial opening is cut');
  const data = view(bytes);
  demand(equal(bytes.subarray(0, 8), magic), 'Magic', 0, 'not a partial opening');
  demand(bytes[8] === 1, 'Version', 8, 'version');
  demand(data.getUint16(9) === suiteInt1, 'Suite', 9, 'suite');
  const count = data.getUint16(125);
  const end = fixed + 33 * count + proofLength;
  demand(count >= 1, 'Count', 125, 'no points');
  demand(bytes.length >= end, 'Truncated', bytes.length, 'a partial opening is cut');
  demand(bytes.length === end, 'TrailingBytes', end, 'bytes after the proof');
  const phase = bytes[91];
  demand(phase >= 1 && phase <= 8, 'Phase', 91, 'phase 1 to 8');
  demand(bytes[124] >= 1, 'Seat', 124, 'seat');
  return {
    ...{ keySetId: bytes.slice(11, 43), tenderRef: bytes.slice(43, 75), lot: bytes.slice(75, 91), phase },
    ...{ setRoot: bytes.slice(92, 124), seat: bytes[124] },
    points: Array.from({ length: count }, (_, j) => decode33(bytes.subarray(fixed + 33 * j, fixed + 33 * (j + 1)))),
    c: decodeScalar(bytes.subarray(end - 64, end - 32)),
    s: decodeScalar(bytes.subarray(end - 32)),
  };
}

/**
 * Whether a seat answered exactly this set with its share.
 * @param {PartialOpening} opening @param {OpenedSet} set
 * @param {CurvePoint} share Y_i of the seat @param {CurvePoint[]} encs all parts of the phase, in set order
 */
export function verifyPartialOpening(opening, set, share, encs) {
  const bound =
    equal(opening.keySetId, set.keySetId) &&
    equal(opening.tenderRef, set.tenderRef) &&
    equal(opening.lot, set.lot) &&
    opening.phase === set.phase &&
    equal(opening.setRoot, set.setRoot);
  return bound && verifyBatch(openingContext(set), share, encs, opening.points, opening);
}

/**
 * Adds verified partial points of k different seats.
 * @param {{ seat: number, point: CurvePoint }[]} partials @param {number} k
 * @returns {CurvePoint} [e]Y
 */
export function combine(partials, k) {
  const seats = partials.map((p) => p.seat);
  demand(seats.length === k, 'Count', 0, 'exactly k partial points');
  demand(new Set(seats).size === k && seats.every((s) => s >= 1), 'Seat', 0, 'seats differ and start at 1');
  const sum = partials
    .map(({ seat, point }) => times(point, modulo(lagrange(seat, seats))))
    .reduce((a, b) => a.add(b), Point.ZERO);
  demand(!sum.equals(Point.ZERO), 'Point', 0, 'the shared point is the point at infinity');
  return sum;
}

/**
 * S_T of one part from the shared point.
 * @param {CurvePoint} shared @param {CurvePoint} publicKey Y @param {Bytes} core @param {import('./header.js').PartHeader} part
 */
export function secretFromPoint(shared, publicKey, core, part) {
  decode65(part.enc);
  return openFromPoint(shared, publicKey, part.enc, wrapContext(core, part.desc), part.sealedSecret);
}
