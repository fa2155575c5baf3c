// RFC 9162 2.1: tree hash over SHA-256, made while leaves arrive (SBID1 8).

import { sha256 } from '../../lib/noble.js';
import { concat, equal, u8 } from './bytes.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {Promise<Bytes>} */
export const digest = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** Leaf hash H(00 || leaf). @param {Uint8Array} leaf */
export const leafHash = (leaf) => digest(concat(u8(0), leaf));

/** Node hash H(01 || left || right); small, so computed at once. @param {Uint8Array} left @param {Uint8Array} right @returns {Bytes} */
export const nodeHash = (left, right) => new Uint8Array(sha256(concat(u8(1), left, right)));

/** Root of a growing list of leaf hashes; keeps one node for each bit of the count. */
export class TreeBuilder {
  /** @type {{ size: number, hash: Bytes }[]} complete subtrees, largest first */
  #stack = [];
  #count = 0;

  get count() {
    return this.#count;
  }

  /** @param {Bytes} hash the next leaf's hash */
  add(hash) {
    let node = { size: 1, hash };
    for (let top = this.#stack.at(-1); top?.size === node.size; top = this.#stack.at(-1)) {
      this.#stack.pop();
      node = { size: 2 * node.size, hash: nodeHash(top.hash, node.hash) };
    }
    this.#stack.push(node);
    this.#count++;
  }

  /** The root of the leaves so far; of none it is H(""). @returns {Bytes} */
  root() {
    if (this.#stack.length === 0) {
      return new Uint8Array(sha256(new Uint8Array(0)));
    }
    return this.#stack.map((n) => n.hash).reduceRight((right, left) => nodeHash(left, right));
  }
}

/** Largest power of two below count. @param {number} count */
function split(count) {
  let k = 1;
  while (2 * k < count) {
    k *= 2;
  }
  return k;
}

/** @param {Bytes[]} hashes @returns {Bytes} */
export function rootOf(hashes) {
  const tree = new TreeBuilder();
  hashes.forEach((h) => tree.add(h));
  return tree.root();
}

/** RFC 9162 2.1.3.1, leaf side first. @param {Bytes[]} hashes @param {number} index @returns {Bytes[]} */
export function inclusionProof(hashes, index) {
  if (hashes.length <= 1) {
    return [];
  }
  const k = split(hashes.length);
  return index < k
    ? [...inclusionProof(hashes.slice(0, k), index), rootOf(hashes.slice(k))]
    : [...inclusionProof(hashes.slice(k), index - k), rootOf(hashes.slice(0, k))];
}

/**
 * RFC 9162 2.1.3.2.
 * @param {Uint8Array} leaf hash of the leaf @param {number} index @param {number} size
 * @param {Uint8Array[]} path @param {Uint8Array} root
 */
export function verifyInclusion(leaf, index, size, path, root) {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) {
    return false;
  }
  if (![leaf, root, ...path].every((h) => h.length === 32)) {
    return false;
  }
  let fn = BigInt(index);
  let sn = BigInt(size - 1);
  let hash = leaf;
  for (const step of path) {
    if (sn === 0n) {
      return false;
    }
    if ((fn & 1n) === 1n || fn === sn) {
      hash = nodeHash(step, hash);
      while ((fn & 1n) === 0n && fn !== 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      hash = nodeHash(hash, step);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n && equal(hash, root);
}

/**
 * RFC 9162 2.1.4.2; nothing is consistent with the empty tree.
 * @param {number} first @param {number} second sizes
 * @param {Uint8Array} firstRoot @param {Uint8Array} secondRoot @param {Uint8Array[]} path
 */
export function verifyConsistency(first, second, firstRoot, secondRoot, path) {
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(second) || first < 1 || first > second) {
    return false;
  }
  if (first === second) {
    return path.length === 0 && equal(firstRoot, secondRoot);
  }
  const isPower = (BigInt(first) & (BigInt(first) - 1n)) === 0n;
  const [start, ...rest] = isPower ? [firstRoot, ...path] : path;
  if (path.length === 0 || start === undefined) {
    return false;
  }
  let fn = BigInt(first - 1);
  let sn = BigInt(second - 1);
  while ((fn & 1n) === 1n) {
    fn >>= 1n;
    sn >>= 1n;
  }
  let old = start;
  let young = start;
  for (const step of rest) {
    if (sn === 0n) {
      return false;
    }
    if ((fn & 1n) === 1n || fn === sn) {
      old = nodeHash(step, old);
      young = nodeHash(step, young);
      while ((fn & 1n) === 0n && fn !== 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      young = nodeHash(young, step);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n && equal(old, firstRoot) && equal(young, secondRoot);
}
