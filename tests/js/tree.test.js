import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bytes, tree } from './support/modules.js';
import { noPublicVectors, publicJson } from './support/vectors.js';

const list = (/** @type {string[] | null} */ proof) => (proof ?? []).map((p) => bytes.unbase64(p));

describe('RFC 9162 tree, public vectors', { skip: noPublicVectors }, () => {
  const load = (/** @type {string} */ name) => (noPublicVectors ? [] : publicJson(`merkle/${name}.json`));

  test('VerifyInclusion_PublicCases_AcceptsAndRefusesAsWanted', () => {
    const cases = load('inclusion');
    assert.equal(cases.length, 98);
    for (const c of cases) {
      const ok = tree.verifyInclusion(
        bytes.unbase64(c.leafHash ?? ''),
        c.leafIdx,
        c.treeSize,
        list(c.proof),
        bytes.unbase64(c.root ?? ''),
      );
      assert.equal(ok, !c.wantErr, c.path);
    }
  });

  test('VerifyConsistency_PublicCases_AcceptsAndRefusesAsWanted', () => {
    const cases = load('consistency');
    assert.equal(cases.length, 98);
    for (const c of cases) {
      const [first, second] = [bytes.unbase64(c.root1 ?? ''), bytes.unbase64(c.root2 ?? '')];
      assert.equal(tree.verifyConsistency(c.size1, c.size2, first, second, list(c.proof)), !c.wantErr, c.path);
    }
  });

  test('TreeBuilder_PublicTreeOfEight_GivesEveryRootAndProof', async () => {
    const t = load('tree8');
    const leaves = t.leaves.map((/** @type {string} */ l) => bytes.unhex(l));
    assert.equal(leaves.length, 8);
    const hashes = await Promise.all(leaves.map(tree.leafHash));
    assert.deepEqual(hashes.map(bytes.hex), t.nodesByLevel[0]);
    const builder = new tree.TreeBuilder();
    for (let size = 0; size <= 8; size++) {
      assert.equal(bytes.hex(builder.root()), t.rootBySize[size], `size ${size}`);
      for (let index = 0; index < size; index++) {
        const some = hashes.slice(0, size);
        const path = tree.inclusionProof(some, index);
        assert.ok(tree.verifyInclusion(some[index], index, size, path, builder.root()), `${index} of ${size}`);
        assert.ok(!tree.verifyInclusion(some[index], index, size + 1, path, hashes[0]));
      }
      if (size < 8) {
        builder.add(hashes[size]);
      }
    }
  });
});
