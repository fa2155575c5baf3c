// Which files make the body of a bid, and why one is refused. The content decides, not the name.

import { startsSealed } from '../sealing/header.js';
import { digest } from '../sealing/tree.js';
import { makeZip } from './archive.js';

/**
 * @typedef {object} FileLimits
 * @property {number} maxBytes of one file
 * @property {number} maxFiles
 *
 * @typedef {{ code: string, values: Record<string, string | number> }} FileFault a text of the catalogue with its values
 * @typedef {{ name: string, size: number, kind: 'pdf' | 'zip', file: Blob }} ChosenFile
 */

const signatures = /** @type {const} */ ([
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
]);

/** What the last bytes of a whole file hold: PDF 32000-1 7.5.5 (within 1024 bytes), and APPNOTE 4.3.16 (a comment may follow). */
const endings = /** @type {const} */ ({ pdf: ['%%EOF', 1024], zip: ['PK\x05\x06', 22 + 65_535] });

/** No path, no sign that turns the reading direction, nothing that an office's computer would stumble over. */
const badName = /[\\/:*?"<>|\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]|^\.+$|[. ]$/;
const longestName = 200;

/** @param {Blob} file @param {number} start @param {number} end */
const bytesOf = async (file, start, end) => new Uint8Array(await file.slice(start, end).arrayBuffer());

/** @param {Uint8Array} head */
const kindOf = (head) => signatures.find(([, bytes]) => bytes.every((b, i) => head[i] === b))?.[0] ?? null;

/** A file that was cut off on its way here is refused here, not by the committee. @param {Blob} file @param {'pdf' | 'zip'} kind */
async function isWhole(file, kind) {
  const [mark, within] = endings[kind];
  const tail = await bytesOf(file, Math.max(0, file.size - within), file.size);
  return new TextDecoder('latin1').decode(tail).includes(mark);
}

/**
 * @param {File} file @param {ChosenFile[]} others already accepted @param {FileLimits} limits
 * @returns {Promise<ChosenFile | FileFault>}
 */
export async function acceptFile(file, others, limits) {
  const { name, size } = file;
  if (others.length >= limits.maxFiles) {
    return { code: 'ET-1105', values: { name, max: limits.maxFiles } };
  }
  if (others.some((o) => o.name === name)) {
    return { code: 'ET-1106', values: { name } };
  }
  if (size > limits.maxBytes) {
    return { code: 'ET-1104', values: { name, size, max: limits.maxBytes } };
  }
  if (size === 0) {
    return { code: 'ET-1109', values: { name } };
  }
  if (badName.test(name) || name.length > longestName) {
    return { code: 'ET-1112', values: { name: name.replaceAll(new RegExp(badName, 'g'), '?').slice(0, longestName) } };
  }
  const head = await bytesOf(file, 0, 8);
  if (startsSealed(head)) {
    return { code: 'ET-1110', values: { name } };
  }
  const kind = kindOf(head);
  const wanted = name.toLowerCase().split('.').at(-1);
  if (kind === null || kind !== wanted) {
    return { code: wanted === 'zip' ? 'ET-1108' : 'ET-1107', values: { name } };
  }
  if (!(await isWhole(file, kind))) {
    return { code: 'ET-1111', values: { name } };
  }
  return { name, size, kind, file };
}

/** SHA-256 as a hint for people who compare files; large files are not hashed, the sealed file is. @param {Blob} file */
export async function localHash(file) {
  return file.size > 512 * 1024 * 1024 ? null : digest(new Uint8Array(await file.arrayBuffer()));
}

/** One file goes as it is, several in one zip. @param {ChosenFile[]} files @param {Date} at @param {(bytes: number) => void} onRead */
export const makeBody = async (files, at, onRead) =>
  files.length === 1 ? files[0].file : makeZip(files.map((f) => ({ name: f.name, content: f.file })), at, onRead);
