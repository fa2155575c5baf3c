// Several files as one part: a zip without compression (APPNOTE 4.3), because PDF hardly shrinks. The files stay where
// they are; only their checksums are computed here.

import { concat, utf8, view } from '../sealing/bytes.js';

/** @typedef {import('../sealing/bytes.js').Bytes} Bytes */

const table = new Uint32Array(256).map((_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) {
    c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  }
  return c;
});

const slice = 4 * 1024 * 1024;
/** Sizes and places are 32-bit numbers in a zip of this kind. */
export const mostBytes = 0xffff_fffe;

/** @param {Blob} blob @param {(bytes: number) => void} onRead */
async function crc32(blob, onRead) {
  let crc = 0xffffffff;
  for (let at = 0; at < blob.size; at += slice) {
    const bytes = new Uint8Array(await blob.slice(at, at + slice).arrayBuffer());
    for (let i = 0; i < bytes.length; i++) {
      crc = (crc >>> 8) ^ table[(crc ^ bytes[i]) & 0xff];
    }
    onRead(bytes.length);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** @param {number[]} fields pairs of size in bytes and value, little-endian @returns {Bytes} */
function fields(...fields) {
  const out = new Uint8Array(fields.reduce((sum, v, i) => (i % 2 === 0 ? sum + v : sum), 0));
  const data = view(out);
  let at = 0;
  for (let i = 0; i < fields.length; i += 2) {
    const [size, value] = fields.slice(i, i + 2);
    size === 2 ? data.setUint16(at, value, true) : data.setUint32(at, value, true);
    at += size;
  }
  return out;
}

/** DOS date and time, UTC. @param {Date} time @returns {[number, number]} */
const stamp = (time) => [
  (time.getUTCHours() << 11) | (time.getUTCMinutes() << 5) | (time.getUTCSeconds() >> 1),
  ((time.getUTCFullYear() - 1980) << 9) | ((time.getUTCMonth() + 1) << 5) | time.getUTCDate(),
];

/**
 * @param {{ name: string, content: Blob }[]} files @param {Date} at
 * @param {(bytes: number) => void} onRead bytes read so far in each step
 * @returns {Promise<Blob>}
 */
export async function makeZip(files, at, onRead = () => {}) {
  const [time, date] = stamp(at);
  /** @type {BlobPart[]} */
  const parts = [];
  const entries = [];
  let offset = 0;
  for (const { name, content } of files) {
    const encoded = utf8(name);
    const crc = await crc32(content, onRead);
    // Version 2.0, names in UTF-8, stored.
    const common = [2, 20, 2, 0x0800, 2, 0, 2, time, 2, date, 4, crc, 4, content.size, 4, content.size];
    const head = concat(fields(4, 0x04034b50, ...common, 2, encoded.length, 2, 0), encoded);
    const place = [2, encoded.length, 2, 0, 2, 0, 2, 0, 2, 0, 4, 0, 4, offset];
    entries.push(concat(fields(4, 0x02014b50, 2, 20, ...common, ...place), encoded));
    parts.push(head, content);
    offset += head.length + content.size;
  }
  const directory = concat(...entries);
  const counts = [2, 0, 2, 0, 2, files.length, 2, files.length];
  const end = fields(4, 0x06054b50, ...counts, 4, directory.length, 4, offset, 2, 0);
  return new Blob([...parts, directory, end], { type: 'application/zip' });
}
