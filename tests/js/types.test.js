import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { repository } from './support/vectors.js';

test('TypeCheck_BrowserModules_FindsNothing', () => {
  const site = path.join(repository, 'src', 'Tender.Site');
  const compiler = path.join(site, 'node_modules', 'typescript', 'bin', 'tsc');
  const project = path.join(site, 'Assets', 'tsconfig.json');
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', project], { encoding: 'utf8' });
  assert.equal(stdout, '');
  assert.equal(status, 0);
});
