import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, test } from 'node:test';
import * as fixtures from './support/fixtures.js';
import { bytes, cms, keyfile, opening, statement } from './support/modules.js';
import { collect } from './support/samples.js';
import { ownJson, ownPath } from './support/vectors.js';

const read = (/** @type {string} */ name) => new Uint8Array(fs.readFileSync(ownPath(`sbid1/js/${name}`)));
const frozen = ownJson('sbid1/js/files.json');

describe('Frozen files of the browser modules', () => {
  for (const [index, fixture] of fixtures.cases.entries()) {
    test(`Seal_${fixture.name}Again_GivesTheFrozenBytes`, async () => {
      const { facts, file } = await fixtures.makeFile(fixture);
      assert.deepEqual(facts, frozen[index]);
      assert.ok(bytes.equal(file, read(`${fixture.name}.sbid`)));
    });

    test(`Open_${fixture.name}_GivesTheContents`, async () => {
      const file = new Blob([read(`${fixture.name}.sbid`)]);
      const head = await opening.readHeader(file);
      for (const [i, part] of fixture.parts.entries()) {
        const secret = bytes.unhex(frozen[index].secrets[i].secret);
        const content = await collect(opening.openPartWithSecret(file, head, i, secret));
        assert.ok(bytes.equal(content, fixtures.contentOf(part.partId, part.length)));
      }
    });
  }

  test('WriteStatement_Again_GivesTheFrozenBytes', async () => {
    const content = statement.writeStatement(fixtures.statementOf(frozen[1]));
    assert.deepEqual(content, read('statement.json'));
    assert.deepEqual(statement.readStatement(content), fixtures.statementOf(frozen[1]));
    for (const kind of ['rsa', 'ecdsa']) {
      assert.deepEqual((await cms.openMessage(read(`statement-${kind}.cms`))).content, content);
    }
  });

  test('SignMessage_RsaAgain_GivesTheFrozenBytes', async () => {
    assert.deepEqual(await fixtures.sign('rsa', read('statement.json')), read('statement-rsa.cms'));
    const facts = await fixtures.commitmentFacts(frozen[1], read('statement-rsa.cms'));
    assert.deepEqual(facts, ownJson('sbid1/js/commitment.json'));
  });

  test('KeyFile_Again_GivesTheFrozenBytesAndReadsBack', async () => {
    const kept = fixtures.keyFileContent(frozen[1], read('statement-rsa.cms'));
    assert.deepEqual(kept, ownJson('sbid1/js/keyfile.json').content);
    assert.deepEqual(await fixtures.makeKeyFile(kept), read('two-segments.sbidkey'));
    assert.deepEqual(await keyfile.readKeyFile(read('two-segments.sbidkey'), fixtures.password), kept);
  });
});

describe('Key file, refusals', () => {
  const envelope = JSON.parse(bytes.text(read('two-segments.sbidkey')));
  const attempt = (/** @type {object} */ change, password = fixtures.password) =>
    keyfile.readKeyFile(bytes.utf8(JSON.stringify({ ...envelope, ...change })), password);

  test('ReadKeyFile_WrongPasswordOrAltered_IsRefusedAlike', async () => {
    await assert.rejects(attempt({}, 'other'), { kind: 'Password' });
    await assert.rejects(attempt({ rounds: 600_001 }), { kind: 'Password' });
    await assert.rejects(attempt({ salt: '00'.repeat(16) }), { kind: 'Password' });
    await assert.rejects(attempt({ sealed: `AAAA${envelope.sealed.slice(4)}` }), { kind: 'Password' });
  });

  test('ReadKeyFile_PasswordInAnotherNormalForm_Opens', async () => {
    const content = fixtures.keyFileContent(frozen[1], new Uint8Array(1));
    const file = await keyfile.writeKeyFile(content, 'é'.normalize('NFC'));
    assert.deepEqual(await keyfile.readKeyFile(file, 'é'.normalize('NFD')), content);
  });

  test('ReadKeyFile_OtherShape_IsNamed', async () => {
    await assert.rejects(attempt({ v: 2 }), { kind: 'Version' });
    await assert.rejects(attempt({ rounds: 1_000 }), { kind: 'Value' });
    await assert.rejects(attempt({ rounds: 20_000_000 }), { kind: 'Value' });
    await assert.rejects(attempt({ kdf: 'scrypt' }), { kind: 'Value' });
    await assert.rejects(attempt({ salt: '00' }), { kind: 'Value' });
    await assert.rejects(attempt({ more: 1 }), { kind: 'Member' });
    await assert.rejects(attempt({ sealed: '?' }), { kind: 'Json' });
    await assert.rejects(keyfile.readKeyFile(bytes.utf8('{'), 'x'), { kind: 'Json' });
    const doubled = JSON.stringify(envelope).replace('"v":1', '"v":1,"v":1');
    await assert.rejects(keyfile.readKeyFile(bytes.utf8(doubled), 'x'), { kind: 'Member' });
  });
});

describe('Statement, refusals', () => {
  const good = bytes.text(read('statement.json'));
  const reading = (/** @type {string} */ text) => () => statement.readStatement(bytes.utf8(text));

  test('ReadStatement_OtherShape_IsNamed', () => {
    assert.throws(reading(good.replace('"v":1', '"v":2')), { kind: 'Version' });
    assert.throws(reading(good.replace('"submit"', '"open"')), { kind: 'Value' });
    assert.throws(reading(good.replace('"v":1', '"v":1,"w":1')), { kind: 'Member' });
    assert.throws(reading(good.replace('"seq":1,', '')), { kind: 'Member' });
    assert.throws(reading(good.replace('"seq":1,', '"seq":1,"seq":1,')), { kind: 'Member' });
    assert.throws(reading(`${good}${' '.repeat(8_192)}`), { kind: 'Value' });
    assert.throws(reading(good.slice(1)), { kind: 'Json' });
  });
});
