// Batched proof that one secret multiplied every point (RFC 9497 2.2, as SBID1 13 writes it). A page verifies; the
// seats prove with their own program.

import { sha256 } from '../../lib/noble.js';
import { concat, u16, utf8 } from './bytes.js';
import { Point, hashToScalarXmd, pt33, times } from './points.js';

/** @typedef {import('./points.js').Point} CurvePoint */
/** @typedef {{ c: bigint, s: bigint }} Proof */

/** @param {Uint8Array} bytes */
const framed = (bytes) => concat(u16(bytes.length), bytes);

/**
 * M = sum d_j C_j and the same sum over D.
 * @param {Uint8Array} context @param {CurvePoint} key B, the seat's public share
 * @param {CurvePoint[]} points C @param {CurvePoint[]} results D
 * @returns {{ m: CurvePoint, z: CurvePoint }}
 */
export function composites(context, key, points, results) {
  const seed = sha256(concat(framed(pt33(key)), framed(concat(utf8('Seed-'), context))));
  let m = Point.ZERO;
  let z = Point.ZERO;
  for (const [j, point] of points.entries()) {
    const transcript = [framed(seed), u16(j), framed(pt33(point)), framed(pt33(results[j])), utf8('Composite')];
    const weight = hashToScalarXmd(context, concat(...transcript));
    m = m.add(times(point, weight));
    z = z.add(times(results[j], weight));
  }
  return { m, z };
}

/** @param {Uint8Array} context @param {CurvePoint[]} points B, M, Z, t2, t3 */
export const challenge = (context, points) =>
  hashToScalarXmd(context, concat(...points.map((p) => framed(pt33(p))), utf8('Challenge')));

/**
 * @param {Uint8Array} context @param {CurvePoint} key @param {CurvePoint[]} points @param {CurvePoint[]} results
 * @param {Proof} proof both below the order
 */
export function verifyBatch(context, key, points, results, { c, s }) {
  if (points.length !== results.length || points.length === 0 || points.length > 65_535) {
    return false;
  }
  const { m, z } = composites(context, key, points, results);
  const t2 = times(Point.BASE, s).add(times(key, c));
  const t3 = times(m, s).add(times(z, c));
  const named = [key, m, z, t2, t3];
  return named.every((p) => !p.equals(Point.ZERO)) && challenge(context, named) === c;
}
