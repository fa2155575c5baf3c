// A seat for tests: shares of a key, and the prover's side of a partial opening. The product's seats are a .NET program.
import { createHash } from 'node:crypto';
import { bytes, dleq, partial, points } from './modules.js';

/**
 * @param {Uint8Array} context @param {bigint} secret @param {any[]} list @param {any[]} results @param {bigint} r
 */
export function proveBatch(context, secret, list, results, r) {
  const key = points.Point.BASE.multiply(secret);
  const { m, z } = dleq.composites(context, key, list, results);
  const c = dleq.challenge(context, [key, m, z, points.Point.BASE.multiply(r), m.multiply(r)]);
  return { c, s: points.modulo(r - c * secret) };
}

/** Shares of a secret, seat 1 first. @param {bigint} secret @param {number} k @param {number} n @param {any} random */
export function share(secret, k, n, random) {
  const coefficients = [secret, ...Array.from({ length: k - 1 }, () => points.drawScalar(random))];
  return Array.from({ length: n }, (_, i) =>
    coefficients.reduceRight((sum, c) => points.modulo(sum * BigInt(i + 1) + c), 0n),
  );
}

/**
 * @param {any} set @param {number} seat @param {bigint} secret @param {any[]} encs @param {any} random
 * @returns {Uint8Array<ArrayBuffer>} the unsigned message
 */
export function answer(set, seat, secret, encs, random) {
  const results = encs.map((e) => e.multiply(secret));
  const proof = proveBatch(partial.openingContext(set), secret, encs, results, points.drawScalar(random));
  return bytes.concat(
    bytes.utf8('SBID1-PO'),
    bytes.u8(1),
    bytes.u16(1),
    ...[set.keySetId, set.tenderRef, set.lot, bytes.u8(set.phase), set.setRoot, bytes.u8(seat)],
    bytes.u16(results.length),
    ...results.map(points.pt33),
    points.toBytes32(proof.c),
    points.toBytes32(proof.s),
  );
}

const suiteName = bytes.utf8('COCKTAIL(P-256, SHA-256)');
const le64 = (/** @type {number} */ v) => bytes.u64(v).reverse();
const le32 = (/** @type {number} */ v) => bytes.u32(v).reverse();
const framed = (/** @type {Uint8Array} */ b) => bytes.concat(le64(b.length), b);
// The context alone frames with big-endian lengths, as the public vectors show.
const big = (/** @type {Uint8Array} */ b) => bytes.concat(bytes.u64(b.length), b);

/** @param {bigint} secret @param {Uint8Array} message @param {any} random */
function schnorr(secret, message, random) {
  const nonce = points.drawScalar(random);
  const commitment = points.pt33(points.Point.BASE.multiply(nonce));
  const key = points.pt33(points.Point.BASE.multiply(secret));
  const c = points.hashToScalar(bytes.utf8('COCKTAIL-DKG-P256-SHA256-H7'), commitment, key, message);
  return bytes.concat(commitment, points.toBytes32(points.modulo(nonce + c * secret)));
}

/**
 * A whole key generation in one place, for tests: certificate, static keys, and the shares x_i.
 * @param {{ poolId: Uint8Array, index: number, k: number, n: number, random: any }} options
 */
export function generateKeySet({ poolId, index, k, n, random }) {
  const list = (/** @type {number} */ count) => Array.from({ length: count }, () => points.drawScalar(random));
  const base = (/** @type {bigint} */ s) => points.pt33(points.Point.BASE.multiply(s));
  const statics = list(n);
  const session = bytes.concat(bytes.utf8('SBID1'), poolId, bytes.u32(index));
  const seats = statics.map(base);
  const context = new Uint8Array(
    createHash('sha256')
      .update(bytes.concat(bytes.utf8('COCKTAIL-DKG-CONTEXT'), big(session), big(suiteName), le32(n), ...seats))
      .digest(),
  );
  const polynomials = statics.map(() => list(k));
  const ephemerals = list(n).map(base);
  const commitments = polynomials.map((p) => bytes.concat(...p.map(base)));
  const owned = commitments.map((c, i) => bytes.concat(context, c, ephemerals[i]));
  const possessions = polynomials.map((p, i) => schnorr(p[0], owned[i], random));
  const ext = new Uint8Array(32).fill(8);
  const transcript = bytes.concat(
    ...[framed(suiteName), framed(context), le32(n), le32(k), ...seats, ...commitments, ...possessions],
    ...[...ephemerals, framed(ext)],
  );
  const certificate = bytes.concat(transcript, ...statics.map((d) => schnorr(d, transcript, random)));
  const at = (/** @type {bigint[]} */ p, /** @type {number} */ x) =>
    p.reduceRight((sum, c) => points.modulo(sum * BigInt(x) + c), 0n);
  const shares = statics.map((_, i) => points.modulo(polynomials.reduce((sum, p) => sum + at(p, i + 1), 0n)));
  return { certificate, seats, shares, ext };
}
