// Where vectors lie. Public ones: TENDER_VECTORS, else beside the repository; their absence is an error in CI and a
// skip said aloud elsewhere. Own ones are part of the repository and may never be missing.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const root = process.env.TENDER_VECTORS ?? path.join(repository, '..', 'shared', 'vectors');

/** Reason to skip, or false. */
export const noPublicVectors =
  fs.existsSync(root) || process.env.CI === 'true' ? false : 'public vectors not found: set TENDER_VECTORS';

export const publicPath = (/** @type {string} */ name) => path.join(root, name);
export const publicText = (/** @type {string} */ name) => fs.readFileSync(publicPath(name), 'utf8');
export const publicJson = (/** @type {string} */ name) => JSON.parse(publicText(name));
export const ownPath = (/** @type {string} */ name) => path.join(repository, 'tests', 'vectors', name);
export const ownJson = (/** @type {string} */ name) => JSON.parse(fs.readFileSync(ownPath(name), 'utf8'));
