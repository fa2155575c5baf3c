import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { bytes, certificate, cms, der, signer } from './support/modules.js';
import { makeP12, noOpenssl, openssl } from './support/openssl.js';
import { ownPath } from './support/vectors.js';

const password = 'tender-sample';
const modern = ['-keypbe', 'AES-256-CBC', '-certpbe', 'AES-256-CBC', '-macalg', 'sha256'];
const at = new Date('2026-11-24T01:30:00.000Z');
const content = bytes.utf8('vault|session|-|nonce');

describe('Certificate files of the sample authorities', () => {
  for (const kind of ['ecdsa', 'rsa']) {
    const file = () => new Uint8Array(fs.readFileSync(ownPath(`signing/${kind}.p12`)));

    test(`OpenPkcs12_${kind}_ShowsTheHolderAndSigns`, async () => {
      const own = await signer.openPkcs12(file(), password);
      assert.equal(own.info.orgCode, '91330106MA20271585');
      assert.equal(own.info.orgName, '杭州青石建设有限公司');
      assert.equal(own.info.signer, '陈青');
      assert.equal(certificate.findFault(own.info, at.getTime()), null);
      const opened = await cms.openMessage(await own.sign(content, at));
      assert.deepEqual(opened.content, content);
      assert.deepEqual(certificate.readFacts(opened.certificate), own.info);
    });

    test(`OpenPkcs12_${kind}WrongPassword_IsRefused`, async () => {
      await assert.rejects(signer.openPkcs12(file(), 'wrong'), { kind: 'Password' });
    });

    test(`OpenMessage_${kind}EveryTenthByteChanged_IsRefused`, async () => {
      const message = await (await signer.openPkcs12(file(), password)).sign(content, at);
      for (let i = 0; i < message.length; i += 10) {
        const opened = await cms.openMessage(message.with(i, message[i] ^ 1)).catch((/** @type {any} */ e) => e);
        // Bytes of the certificate that the signature does not cover are judged by the chain check, not here.
        const harmless = opened.content && bytes.equal(opened.content, content);
        assert.ok(opened.name === 'SigningError' || harmless, `byte ${i}: ${opened}`);
      }
    });
  }

  test('OpenPkcs12_NotAFile_IsRefused', async () => {
    await assert.rejects(signer.openPkcs12(bytes.utf8('hello'), password), { kind: 'NotAFile' });
    await assert.rejects(signer.openPkcs12(new Uint8Array(0), password), { kind: 'NotAFile' });
  });

  test('FindFault_DatesUsageAndOrganisation_AreNamed', () => {
    const facts = {
      ...{ orgCode: '91330106MA20271585', orgName: '', signer: '', issuer: '', signs: true },
      ...{ notBefore: new Date(1_000), notAfter: new Date(2_000) },
    };
    assert.equal(certificate.findFault(facts, 999), 'NotYetValid');
    assert.equal(certificate.findFault(facts, 1_000), null);
    assert.equal(certificate.findFault(facts, 2_000), null);
    assert.equal(certificate.findFault(facts, 2_001), 'Expired');
    assert.equal(certificate.findFault({ ...facts, signs: false }, 1_500), 'WrongUsage');
    assert.equal(certificate.findFault({ ...facts, orgCode: '' }, 1_500), 'NoOrganisation');
  });
});

describe('Signed messages, against openssl', { skip: noOpenssl }, () => {
  /** @type {string[]} */
  const folders = [];
  after(() => folders.forEach((f) => fs.rmSync(f, { recursive: true })));

  /** @param {string[]} newKey @param {string[]} protection */
  function prepare(newKey, protection) {
    const made = makeP12(newKey, protection);
    folders.push(made.folder);
    return made;
  }
  const p256 = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];

  for (const [name, newKey] of /** @type {[string, string[]][]} */ ([
    ['P256', p256],
    ['Rsa2048', ['-newkey', 'rsa:2048']],
    ['Rsa4096', ['-newkey', 'rsa:4096']],
  ])) {
    test(`SignMessage_${name}_IsVerifiedByOpenssl`, async () => {
      const { folder, p12 } = prepare(newKey, modern);
      const own = await signer.openPkcs12(p12, password);
      assert.equal(own.info.signer, '陈青');
      fs.writeFileSync(path.join(folder, 'message.der'), await own.sign(content, at));
      const verify = ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', 'message.der'];
      const out = openssl([...verify, '-CAfile', 'cert.pem', '-purpose', 'any', '-no_check_time'], folder);
      assert.deepEqual(new Uint8Array(out), content);
      const shown = openssl(['cms', '-cmsout', '-print', '-inform', 'DER', '-in', 'message.der'], folder).toString();
      for (const word of ['contentType', 'signingTime', 'messageDigest', 'signingCertificateV2']) {
        assert.match(shown, new RegExp(`id-smime-aa-${word}|${word}`), word);
      }
    });
  }

  test('OpenMessage_SignedByOpenssl_GivesTheContent', async () => {
    const { folder } = prepare(p256, modern);
    fs.writeFileSync(path.join(folder, 'content'), content);
    const sign = ['cms', '-sign', '-cades', '-binary', '-nodetach', '-md', 'sha256', '-outform', 'DER'];
    const out = openssl([...sign, '-in', 'content', '-signer', 'cert.pem', '-inkey', 'key.pem'], folder);
    assert.deepEqual((await cms.openMessage(new Uint8Array(out))).content, content);
  });

  test('OpenPkcs12_OldEncryption_IsNamed', async () => {
    for (const old of [
      ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'AES-256-CBC', '-macalg', 'sha256'],
      ['-keypbe', 'AES-256-CBC', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha256'],
      ['-keypbe', 'AES-256-CBC', '-certpbe', 'AES-256-CBC', '-macalg', 'sha1'],
      ['-keypbe', 'DES-EDE3-CBC', '-certpbe', 'DES-EDE3-CBC', '-macalg', 'sha256'],
    ]) {
      await assert.rejects(signer.openPkcs12(prepare(p256, old).p12, password), { kind: 'Encryption' }, old.join(' '));
    }
  });

  test('OpenPkcs12_OtherCurveOrShortRsa_IsNamed', async () => {
    for (const newKey of [
      ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384'],
      ['-newkey', 'rsa:1024'],
      ['-newkey', 'ed25519'],
    ]) {
      await assert.rejects(signer.openPkcs12(prepare(newKey, modern).p12, password), { kind: 'KeyKind' }, newKey[1]);
    }
  });
});

describe('DER', () => {
  test('Integer_LeadingZerosAndHighBit_AreMinimal', () => {
    assert.equal(bytes.hex(der.integer(Uint8Array.of(0, 0, 0))), '020100');
    assert.equal(bytes.hex(der.integer(Uint8Array.of(0, 0x7f))), '02017f');
    assert.equal(bytes.hex(der.integer(Uint8Array.of(0x80))), '02020080');
  });

  test('Time_Around2050_ChangesItsForm', () => {
    assert.equal(bytes.text(der.time(new Date('2049-12-31T23:59:59.999Z')).slice(2)), '491231235959Z');
    assert.equal(bytes.text(der.time(new Date('2050-01-01T00:00:00Z')).slice(2)), '20500101000000Z');
  });

  test('SetOf_AnyOrder_IsSorted', () => {
    const [a, b] = [der.octets(Uint8Array.of(1)), der.octets(Uint8Array.of(0, 0))];
    assert.deepEqual(der.setOf(a, b), der.setOf(b, a));
  });

  test('Tlv_LongValues_HaveMinimalLengths', () => {
    assert.equal(bytes.hex(der.octets(new Uint8Array(128)).slice(0, 3)), '048180');
    assert.equal(bytes.hex(der.octets(new Uint8Array(70_000)).slice(0, 5)), '0483011170');
  });
});
