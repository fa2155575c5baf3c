// Opening a sealed file with the key file's secrets or with part keys: what a bidder does to prove its own file, and
// what everybody does with the keys that an opening discloses.

import { isZero, view } from './bytes.js';
import { demand } from './errors.js';
import { openSegment, sbid1, startOpening } from './floe.js';
import { announcedLength, headerLengthOf, parseHeader, plainLengthOf, segmentCount } from './header.js';
import { padme, partAad, partKey } from './schedule.js';
import { TreeBuilder, digest, leafHash } from './tree.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {import('./header.js').Header} Header */

const segmentsPerSlice = 16;

/** @param {Blob} blob @param {number} from @param {number} to @returns {Promise<Bytes>} */
const read = async (blob, from, to) => new Uint8Array(await blob.slice(from, to).arrayBuffer());

/** Reads and checks the grammar of the header and the length of the file. @param {Blob} file */
export async function readHeader(file) {
  const length = announcedLength(await read(file, 0, 16));
  const header = parseHeader(await read(file, 0, Math.max(length, headerLengthOf(1))));
  demand(file.size >= header.fileSize, 'FileLength', file.size, 'the file is cut');
  demand(file.size === header.fileSize, 'FileLength', header.fileSize, 'bytes after the last part');
  return header;
}

/** Segments of one part in order. @param {Blob} file @param {Header} header @param {number} index @returns {AsyncGenerator<Bytes>} */
async function* segments(file, header, index) {
  const start = header.parts.slice(0, index).reduce((sum, p) => sum + p.ctLen, header.bytes.length);
  const end = start + header.parts[index].ctLen;
  const slice = segmentsPerSlice * sbid1.segment;
  let next = read(file, start, Math.min(start + slice, end));
  for (let from = start; from < end; from += slice) {
    const bytes = await next;
    if (from + slice < end) {
      next = read(file, from + slice, Math.min(from + 2 * slice, end));
    }
    for (let at = 0; at < bytes.length; at += sbid1.segment) {
      yield bytes.subarray(at, at + sbid1.segment);
    }
  }
}

/**
 * Segments of one part together with what was in them.
 * @param {Blob} file @param {Header} header @param {number} index @param {Bytes} key K of this part
 * @returns {AsyncGenerator<{ segment: Bytes, content: Bytes }>}
 */
async function* openedSegments(file, header, index, key) {
  const part = header.parts[index];
  const keys = await startOpening(sbid1, key, await partAad(header.headerCore, part.partId), part.floeHeader);
  const plain = new PlainReader(plainLengthOf(part.ctLen), header.padded);
  const count = segmentCount(part.ctLen);
  let position = 0;
  for await (const segment of segments(file, header, index)) {
    yield { segment, content: plain.take(await openSegment(keys, position, position === count - 1, segment)) };
    position++;
  }
}

/**
 * Content of one part, piece by piece; a piece leaves only after its tag was checked. With the wrong key nothing
 * leaves: the header tag commits to one key.
 * @param {Blob} file @param {Header} header @param {number} index @param {Bytes} key K of this part
 * @returns {AsyncGenerator<Bytes>}
 */
export async function* openPart(file, header, index, key) {
  for await (const { content } of openedSegments(file, header, index, key)) {
    if (content.length > 0) {
      yield content;
    }
  }
}

/** Cuts u64 length || content || zeros back to the content. */
class PlainReader {
  #left = -1;
  #whole;
  #padded;

  /** @param {number} whole plaintext bytes of the part @param {boolean} padded */
  constructor(whole, padded) {
    this.#whole = whole;
    this.#padded = padded;
  }

  /** @param {Bytes} plain the next segment's */
  take(plain) {
    const body = this.#left < 0 ? this.#start(plain) : plain;
    const content = body.subarray(0, this.#left);
    this.#left -= content.length;
    demand(isZero(body.subarray(content.length)), 'Padding', 0, 'padding is zero');
    return content;
  }

  /** @param {Bytes} plain */
  #start(plain) {
    demand(plain.length >= 8, 'ContentLength', 0, 'no room for a content length');
    const length = view(plain).getBigUint64(0);
    demand(length <= BigInt(this.#whole - 8), 'ContentLength', 0, 'content length');
    this.#left = Number(length);
    const used = 8 + this.#left;
    demand((this.#padded ? padme(used) : used) === this.#whole, 'ContentLength', 0, 'content length');
    return plain.subarray(8);
  }
}

/** @param {Blob} file @param {Header} header @param {number} index @param {Bytes} secret S_T */
export async function* openPartWithSecret(file, header, index, secret) {
  yield* openPart(file, header, index, await partKey(header.core, secret, header.parts[index].partId));
}

/**
 * Reads a whole sealed file again: opens every part and recomputes the tree. The seal is "ready" only when this holds.
 * @param {Blob} file @param {import('./seal.js').PartSecret[]} secrets
 * @param {(bytes: number) => void} [onBytes] called with the bytes of each segment
 * @returns {Promise<{ headerHash: Bytes, treeRoot: Bytes, leafCount: number, fileSize: number }>}
 */
export async function proveOwnFile(file, secrets, onBytes) {
  const header = await readHeader(file);
  const tree = new TreeBuilder();
  tree.add(await leafHash(header.bytes));
  for (const [index, part] of header.parts.entries()) {
    const own = secrets.find((s) => s.partId === part.partId);
    demand(own !== undefined, 'PartId', 0, `no secret for part ${part.partId}`);
    const key = await partKey(header.core, /** @type {{ secret: Bytes }} */ (own).secret, part.partId);
    for await (const { segment } of openedSegments(file, header, index, key)) {
      tree.add(await leafHash(segment));
      onBytes?.(segment.length);
    }
  }
  const headerHash = await digest(header.bytes);
  return { headerHash, treeRoot: tree.root(), leafCount: tree.count, fileSize: header.fileSize };
}
