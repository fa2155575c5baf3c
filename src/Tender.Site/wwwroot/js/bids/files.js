// Which files make the body of a bid, and why one is refused. The content decides, not the name.

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

/** @param {Blob} file */
async function kindOf(file) {
  const head = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  return signatures.find(([, bytes]) => bytes.every((b, i) => head[i] === b))?.[0] ?? null;
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
  const kind = await kindOf(file);
  const wanted = name.toLowerCase().split('.').at(-1);
  if (kind === null || kind !== wanted) {
    return { code: wanted === 'zip' ? 'ET-1108' : 'ET-1107', values: { name } };
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
