// What is sent, as tus-js-client reads it: slices that may have to wait until they are sealed, each with its checksum.

import { base64 } from '../sealing/bytes.js';

/**
 * @typedef {object} Slices
 * @property {number} size
 * @property {(start: number, end: number) => Promise<{ blob: Blob, sha256: Uint8Array }>} read waits until the bytes are there
 *
 * @typedef {{ openFile: (input: any, chunkSize: number) => Promise<any>, checksum: () => string }} SliceReader
 */

/**
 * A file reader for one upload. tus reads a slice, then asks what headers its request needs: the checksum is the one of
 * the slice that was read last.
 * @param {Slices} slices
 * @returns {SliceReader}
 */
export function createReader(slices) {
  let checksum = '';
  const source = {
    size: slices.size,
    async slice(/** @type {number} */ start, /** @type {number} */ end) {
      const until = Math.min(end, slices.size);
      const { blob, sha256 } = await slices.read(start, until);
      checksum = `sha256 ${base64(sha256)}`;
      return { value: blob, done: until >= slices.size };
    },
    close() {},
  };
  return { openFile: async () => source, checksum: () => checksum };
}
