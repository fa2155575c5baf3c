// A tender, a key and sealing requests for tests.
import { points, sealing } from './modules.js';
import { seededRandom } from './random.js';

export const uscc = '91330106MA20271585';
export const privateKey = points.drawScalar(seededRandom(0));
export const publicKey = points.Point.BASE.multiply(privateKey);

/** @param {Uint8Array<ArrayBuffer>[]} contents @param {object} [more] */
export const sampleRequest = async (contents, more) => ({
  tenderRef: new Uint8Array(32).fill(1),
  lot: new Uint8Array(16).fill(2),
  docHash: new Uint8Array(32).fill(3),
  keySetId: new Uint8Array(32).fill(4),
  publicKey,
  bidNonce: new Uint8Array(32).fill(5),
  uscc,
  sealedAt: 1_795_483_800_000,
  parts: contents.map((content, index) => ({ partId: index + 1, phase: 1, content: new Blob([content]) })),
  ...more,
});

/** @param {any} request @param {any} random */
export async function sealToBlob(request, random) {
  const run = await sealing.startRun(request, random);
  const pieces = [];
  for await (const piece of run.bytes()) {
    pieces.push(piece);
  }
  return { run, file: new Blob(pieces), summary: await run.summary() };
}

/** @param {AsyncIterable<Uint8Array>} pieces */
export async function collect(pieces) {
  const all = [];
  for await (const piece of pieces) {
    all.push(piece);
  }
  return new Uint8Array(Buffer.concat(all));
}
