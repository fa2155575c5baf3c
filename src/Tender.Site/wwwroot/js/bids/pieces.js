// A sealed file as pieces of 4 MiB in the store: written once while it is sealed, read by the upload as soon as a piece
// is there, and read again as a whole to prove it.

import { digest } from '../sealing/tree.js';
import { pieceLength } from '../vault/upload.js';

/** @typedef {import('../sealing/bytes.js').Bytes} Bytes */
/** @typedef {import('./store.js').Piece} Piece */
/** @typedef {{ savePiece: (piece: Piece) => Promise<void>, readPiece: (id: string, index: number) => Promise<Piece | undefined> }} PieceStore */

/** Pieces kept in memory after they were written, so that an upload close behind needs no disk. */
const kept = 4;
/** Pieces on their way to the store at a time. */
const inFlight = 3;

export class PieceFile {
  /** @type {Map<number, Piece>} */
  #recent = new Map();
  #written = 0;
  /** @type {unknown} */
  #failure = null;
  /** @type {(() => void)[]} */
  #waiting = [];

  /** @param {PieceStore} store @param {string} id @param {number} size @param {number} written bytes that are there */
  constructor(store, id, size, written = 0) {
    this.store = store;
    this.id = id;
    this.size = size;
    this.#written = written;
  }

  /** @param {AsyncIterable<Bytes>} source all bytes in order @param {(written: number) => void} onWritten */
  async write(source, onWritten) {
    /** @type {Promise<void>[]} pieces that are hashed and stored while the next ones are sealed */
    const storing = [];
    try {
      for await (const [index, bytes] of cut(source, this.size)) {
        storing.push(this.#store(index, bytes, onWritten, storing.at(-1)));
        if (storing.length === inFlight) {
          await storing.shift();
        }
      }
      await Promise.all(storing);
    } catch (error) {
      this.#failure = error;
      this.#wake();
      await Promise.allSettled(storing);
      throw error;
    }
  }

  /** @param {number} index @param {Bytes} bytes @param {(written: number) => void} onWritten @param {Promise<void> | undefined} before the piece before this one */
  async #store(index, bytes, onWritten, before) {
    const piece = { id: this.id, index, blob: new Blob([bytes]), sha256: await digest(bytes) };
    await this.store.savePiece(piece);
    await before;
    this.#recent.set(index, piece);
    this.#recent.delete(index - kept);
    this.#written += bytes.length;
    this.#wake();
    onWritten(this.#written);
  }

  #wake() {
    this.#waiting.splice(0).forEach((go) => go());
  }

  /** Waits for the bytes if they are still being sealed. @param {number} start @param {number} end */
  async read(start, end) {
    while (this.#written < end && this.#failure === null) {
      await new Promise((go) => this.#waiting.push(() => go(undefined)));
    }
    if (this.#failure !== null) {
      throw this.#failure;
    }
    const whole = start % pieceLength === 0 && (end === this.size || end - start === pieceLength);
    if (whole && end - start <= pieceLength) {
      return this.#piece(start / pieceLength);
    }
    const blob = (await this.asBlob()).slice(start, end);
    return { blob, sha256: await digest(new Uint8Array(await blob.arrayBuffer())) };
  }

  /** @param {number} index */
  async #piece(index) {
    const piece = this.#recent.get(index) ?? (await this.store.readPiece(this.id, index));
    if (!piece) {
      throw new Error(`piece ${index} is missing`);
    }
    return piece;
  }

  /** The whole file, when all of it is written; its bytes stay on the disk until they are read. */
  async asBlob() {
    const count = Math.ceil(this.size / pieceLength);
    const pieces = await Promise.all(Array.from({ length: count }, (_, i) => this.#piece(i)));
    return new Blob(pieces.map((p) => p.blob));
  }
}

/**
 * Cuts a stream of segments into numbered pieces.
 * @param {AsyncIterable<Bytes>} source @param {number} size
 * @returns {AsyncGenerator<[number, Bytes]>}
 */
async function* cut(source, size) {
  let index = 0;
  let filled = 0;
  const room = () => new Uint8Array(Math.max(0, Math.min(pieceLength, size - index * pieceLength)));
  let piece = room();
  for await (const bytes of source) {
    for (let at = 0; at < bytes.length; ) {
      const count = Math.min(bytes.length - at, piece.length - filled);
      piece.set(bytes.subarray(at, at + count), filled);
      at += count;
      filled += count;
      if (filled === piece.length) {
        yield [index, piece];
        index++;
        filled = 0;
        piece = room();
      }
    }
  }
}
