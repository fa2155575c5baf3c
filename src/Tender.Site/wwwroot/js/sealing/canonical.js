// RFC 8785 (JCS): one byte string for one JSON value. Numbers of our formats are integers within 2^53.

import { utf8 } from './bytes.js';

/**
 * @typedef {null | boolean | number | string | JsonList | JsonObject} Json
 * @typedef {Array<Json>} JsonList
 * @typedef {{ [name: string]: Json }} JsonObject
 */

/** @param {Json} value @returns {string} */
export function canonicalText(value) {
  if (Array.isArray(value)) {
    return `[${value.map(canonicalText).join(',')}]`;
  }
  if (value !== null && typeof value === 'object') {
    // Property names sort by UTF-16 code units (RFC 8785 3.2.3), which is what the default sort compares.
    const members = Object.keys(value).sort();
    return `{${members.map((name) => `${JSON.stringify(name)}:${canonicalText(value[name])}`).join(',')}}`;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new TypeError('a number that JSON does not have');
  }
  if (typeof value === 'string' && /\p{Surrogate}/u.test(value)) {
    throw new TypeError('a lone surrogate');
  }
  return JSON.stringify(value);
}

/** @param {Json} value */
export const canonicalJson = (value) => utf8(canonicalText(value));
