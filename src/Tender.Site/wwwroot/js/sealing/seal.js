// Sealing a bid: the header needs only lengths and keys, so it is complete before the first byte is read; the body
// then streams in segments of 256 KiB, two of them under way at a time (SBID1 16).

import { concat, u64 } from './bytes.js';
import { demand } from './errors.js';
import { FloeKeys, ivLength, sbid1, sealFramed } from './floe.js';
import { encodeCore, encodeDesc, maxParts, parseHeader, sealedLength, segmentPlain } from './header.js';
import { seal as hpkeSeal } from './hpke.js';
import { makeLabel } from './label.js';
import { drawScalar } from './points.js';
import { draw, systemRandom } from './random.js';
import { bidderTagOf, nonceHashOf, padme, partAad, partKey, wrapContext } from './schedule.js';
import { TreeBuilder, digest, leafHash } from './tree.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {import('./random.js').Random} Random */

/**
 * @typedef {object} PartSource
 * @property {number} partId
 * @property {number} phase
 * @property {Blob} content
 *
 * @typedef {object} SealRequest
 * @property {Uint8Array} tenderRef
 * @property {Uint8Array} lot
 * @property {Uint8Array} docHash
 * @property {Uint8Array} keySetId
 * @property {import('./points.js').Point} publicKey Y of the key set
 * @property {Bytes} bidNonce 32 bytes, the same in every version of one bidder's bid
 * @property {string} uscc organisation code, 18 characters
 * @property {number} sealedAt milliseconds, UTC
 * @property {boolean} [padded] flag P
 * @property {PartSource[]} parts ascending by partId
 *
 * @typedef {{ partId: number, secret: Bytes }} PartSecret S_T of one part
 */

/** Segments read from the file in one slice, nearly 4 MiB. */
const segmentsPerSlice = 16;
const inFlight = 2;

export class SealingRun {
  #tree = new TreeBuilder();
  /** @type {FloeKeys[]} */
  #keys;
  /** @type {PartSource[]} */
  #sources;
  #random;

  /**
   * @param {import('./header.js').Header} header @param {PartSecret[]} secrets @param {FloeKeys[]} keys
   * @param {PartSource[]} sources @param {Random} random
   */
  constructor(header, secrets, keys, sources, random) {
    this.header = header;
    this.secrets = secrets;
    this.#keys = keys;
    this.#sources = sources;
    this.#random = random;
  }

  get fileSize() {
    return this.header.fileSize;
  }

  /** Every byte of the file in order, once: the header, then the segments. */
  async *bytes() {
    demand(this.#tree.count === 0, 'Value', 0, 'a run gives its bytes once');
    this.#tree.add(await leafHash(this.header.bytes));
    yield this.header.bytes;
    for (const [index, source] of this.#sources.entries()) {
      yield* this.#segments(this.#keys[index], source);
    }
  }

  /** Root, leaf count and header hash; only when all bytes were taken. */
  async summary() {
    return {
      headerHash: await digest(this.header.bytes),
      treeRoot: this.#tree.root(),
      leafCount: this.#tree.count,
      fileSize: this.fileSize,
    };
  }

  /** @param {FloeKeys} keys @param {PartSource} source @returns {AsyncGenerator<Bytes>} */
  async *#segments(keys, source) {
    /** @type {Promise<[Bytes, Bytes]>[]} */
    const waiting = [];
    for await (const { position, last, plain } of plainSegments(source.content, this.header.padded)) {
      waiting.push(this.#sealOne(keys, position, last, plain));
      if (waiting.length === inFlight) {
        yield this.#take(await /** @type {Promise<[Bytes, Bytes]>} */ (waiting.shift()));
      }
    }
    for (const one of waiting) {
      yield this.#take(await one);
    }
  }

  /** @param {FloeKeys} keys @param {number} position @param {boolean} last @param {Bytes} plain @returns {Promise<[Bytes, Bytes]>} */
  async #sealOne(keys, position, last, plain) {
    const framed = await sealFramed(keys, position, last, plain, draw(this.#random, 12));
    return [framed.subarray(1), await digest(framed)];
  }

  /** @param {[Bytes, Bytes]} sealed */
  #take([segment, leaf]) {
    this.#tree.add(leaf);
    return segment;
  }
}

/**
 * Draws all keys and writes the header. Chance is drawn in the order that the frozen vectors repeat: for each part S_T,
 * the ephemeral scalar, the hedge of the label, the IV of the stream; then an IV for each segment.
 * @param {SealRequest} request @param {Random} random
 */
export async function startRun(request, random = systemRandom) {
  const { parts } = request;
  demand(parts.length >= 1 && parts.length <= maxParts, 'PartCount', 232, '1 to 8 parts');
  demand(/^[0-9A-Z]{18}$/.test(request.uscc), 'Value', 0, 'an organisation code has 18 characters');
  const padded = request.padded ?? false;
  const core = encodeCore(
    {
      ...request,
      padded,
      bidderTag: await bidderTagOf(request.bidNonce, request.uscc),
      nonceHash: await nonceHashOf(request.bidNonce),
    },
    parts.length,
  );
  const drafts = [];
  for (const part of parts) {
    drafts.push(await draftPart(core, part, padded, request.publicKey, random));
  }
  const headerCore = concat(core, ...drafts.map((d) => d.block));
  const keys = [];
  for (const { partId, secret, iv } of drafts) {
    const key = await partKey(core, secret, partId);
    keys.push(await FloeKeys.derive(sbid1, key, await partAad(headerCore, partId), iv));
  }
  const header = parseHeader(concat(headerCore, ...keys.map((k) => k.header)));
  const secrets = drafts.map(({ partId, secret }) => ({ partId, secret }));
  return new SealingRun(header, secrets, keys, parts, random);
}

/**
 * @param {Bytes} core @param {PartSource} part @param {boolean} padded
 * @param {import('./points.js').Point} publicKey @param {Random} random
 */
async function draftPart(core, { partId, phase, content }, padded, publicKey, random) {
  const desc = encodeDesc({ partId, phase, ctLen: sealedLength(plainLength(content.size, padded)) });
  const secret = draw(random, 32);
  const ephemeral = drawScalar(random);
  const label = makeLabel(core, desc, ephemeral, draw(random, 32));
  const iv = draw(random, ivLength);
  const { enc, sealed } = await hpkeSeal(publicKey, wrapContext(core, desc), secret, ephemeral);
  return { partId, secret, iv, block: concat(desc, enc, sealed, label) };
}

/** @param {number} content @param {boolean} padded */
const plainLength = (content, padded) => (padded ? padme(8 + content) : 8 + content);

/**
 * u64 length || content || zeros, cut into segments. The next slice is read while this one is sealed.
 * @param {Blob} content @param {boolean} padded
 */
async function* plainSegments(content, padded) {
  const total = plainLength(content.size, padded);
  const slice = segmentsPerSlice * segmentPlain;
  let next = plainBytes(content, 0, Math.min(slice, total));
  for (let start = 0, position = 0; start < total; start += slice) {
    const bytes = await next;
    if (start + slice < total) {
      next = plainBytes(content, start + slice, Math.min(start + 2 * slice, total));
    }
    for (let at = 0; at < bytes.length; at += segmentPlain, position++) {
      const last = start + at + segmentPlain >= total;
      yield { position, last, plain: bytes.subarray(at, at + segmentPlain) };
    }
  }
}

/** Bytes [from, to) of a part's plaintext. @param {Blob} content @param {number} from @param {number} to @returns {Promise<Bytes>} */
async function plainBytes(content, from, to) {
  const out = new Uint8Array(to - from);
  const first = Math.max(from, 8);
  const read = new Uint8Array(await content.slice(first - 8, Math.max(first, to) - 8).arrayBuffer());
  demand(read.length === Math.max(0, Math.min(to, 8 + content.size) - first), 'Truncated', from, 'the file changed');
  out.set(read, first - from);
  if (from === 0) {
    out.set(u64(content.size), 0);
  }
  return out;
}
