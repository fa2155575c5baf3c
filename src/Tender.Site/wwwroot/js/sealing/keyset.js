// The certificate of a key set: the transcript of its key generation and every seat's signature over it. Whoever seals
// to Y checks it here, so that nobody who only serves pages or answers requests can hand out a key of its own (SBID1 9.3).

import { sha256 } from '../../lib/noble.js';
import { concat, equal, hex, utf8, view } from './bytes.js';
import { demand } from './errors.js';
import { Point, decode33, pt33, times } from './points.js';
import { signatureLength, verifySchnorr } from './schnorr.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {import('./points.js').Point} CurvePoint */

const suiteName = utf8('COCKTAIL(P-256, SHA-256)');
const mostSeats = 15;

/**
 * @typedef {object} KeySet
 * @property {Bytes} keySetId SHA-256 of the certificate
 * @property {number} k
 * @property {number} n
 * @property {Bytes} ext hash of the policy document
 * @property {Bytes} context
 * @property {CurvePoint} publicKey Y
 * @property {CurvePoint[]} seatKeys P_i in seat order
 * @property {CurvePoint[]} shares Y_i in seat order
 */

/** Reads fields one after the other; lengths of COCKTAIL are little-endian. */
class Fields {
  #at = 0;
  #bytes;

  /** @param {Bytes} bytes */
  constructor(bytes) {
    this.#bytes = bytes;
  }

  /** @param {number} count */
  take(count) {
    demand(this.#at + count <= this.#bytes.length, 'Truncated', this.#at, 'the certificate is cut');
    this.#at += count;
    return this.#bytes.slice(this.#at - count, this.#at);
  }

  u32() {
    return view(this.take(4)).getUint32(0, true);
  }

  /** u64 length || bytes */
  framed() {
    const length = view(this.take(8)).getBigUint64(0, true);
    demand(length <= BigInt(this.#bytes.length), 'Truncated', this.#at, 'the certificate is cut');
    return this.take(Number(length));
  }

  /** @param {number} count */
  points(count) {
    return Array.from({ length: count }, () => decode33(this.take(33)));
  }

  get position() {
    return this.#at;
  }

  end() {
    demand(this.#at === this.#bytes.length, 'TrailingBytes', this.#at, 'bytes after the certificate');
  }
}

/**
 * Checks everything that the certificate alone can prove: every proof of possession, every signature, k and n.
 * @param {Bytes} certificate
 * @returns {KeySet}
 */
export function openKeySet(certificate) {
  const fields = new Fields(certificate);
  demand(equal(fields.framed(), suiteName), 'Suite', 8, 'key generation suite');
  const context = fields.framed();
  const n = fields.u32();
  const k = fields.u32();
  demand(n <= mostSeats && k >= 2 && k < n, 'Count', fields.position, '2 <= k < n <= 15');
  const seatKeys = fields.points(n);
  const commitments = Array.from({ length: n }, () => fields.points(k));
  const possessions = Array.from({ length: n }, () => fields.take(signatureLength));
  const ephemerals = fields.points(n);
  const ext = fields.framed();
  const transcript = certificate.slice(0, fields.position);
  const signatures = Array.from({ length: n }, () => fields.take(signatureLength));
  fields.end();
  demand(new Set(seatKeys.map((p) => hex(pt33(p)))).size === n, 'Seat', 0, 'two seats with one key');
  for (let i = 0; i < n; i++) {
    const owned = concat(context, ...commitments[i].map(pt33), pt33(ephemerals[i]));
    const holds = verifySchnorr(commitments[i][0], owned, possessions[i]);
    demand(holds, 'Signature', i + 1, 'proof of possession');
    demand(verifySchnorr(seatKeys[i], transcript, signatures[i]), 'Signature', i + 1, 'signature of a seat');
  }
  const sums = Array.from({ length: k }, (_, power) => sum(commitments.map((c) => c[power])));
  demand(!sums[0].equals(Point.ZERO), 'Point', 0, 'the public key is the point at infinity');
  return {
    ...{ keySetId: new Uint8Array(sha256(certificate)), k, n, ext, context, publicKey: sums[0], seatKeys },
    shares: Array.from({ length: n }, (_, i) => evaluate(sums, BigInt(i + 1))),
  };
}

/** @param {CurvePoint[]} points @returns {CurvePoint} */
const sum = (points) => points.reduce((a, b) => a.add(b), Point.ZERO);

/** Sum of i^m times the m-th point. @param {CurvePoint[]} sums @param {bigint} seat */
const evaluate = (sums, seat) => sums.reduceRight((value, point) => times(value, seat).add(point), Point.ZERO);
