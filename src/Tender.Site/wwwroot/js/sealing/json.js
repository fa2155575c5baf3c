// Strict reading of JSON that is signed or sealed: one object, no doubled, unknown or missing member.

import { text } from './bytes.js';
import { SealingError, demand } from './errors.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */

/**
 * @param {Bytes} bytes UTF-8
 * @param {readonly string[]} members exactly these, in any order
 * @returns {Record<string, any>}
 */
export function readObject(bytes, members) {
  let value;
  let written = '';
  try {
    written = text(bytes);
    value = JSON.parse(written);
  } catch (cause) {
    throw new SealingError('Json', 0, `not JSON: ${cause}`);
  }
  demandMembers(value, members);
  // JSON.parse keeps the last of two equal names; names outside strings are counted instead.
  demand(countNames(written) === countMembers(value), 'Member', 0, 'a doubled member');
  return value;
}

/** @param {any} value @param {readonly string[]} members */
export function demandMembers(value, members) {
  demand(value !== null && typeof value === 'object' && !Array.isArray(value), 'Json', 0, 'not an object');
  const names = Object.keys(value);
  const known = names.every((n) => members.includes(n));
  demand(known && names.length === members.length, 'Member', 0, `members ${names.join(',')}`);
}

/** Names are the strings that a colon follows. @param {string} json valid JSON */
const countNames = (json) => [...json.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)].filter((m) => m[1] !== undefined).length;

/** @param {any} value @returns {number} */
function countMembers(value) {
  if (value === null || typeof value !== 'object') {
    return 0;
  }
  const inner = Object.values(value).reduce((sum, v) => sum + countMembers(v), 0);
  return inner + (Array.isArray(value) ? 0 : Object.keys(value).length);
}
