// A seat for tests: shares of a key, and the prover's side of a partial opening. The product's seats are a .NET program.
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
