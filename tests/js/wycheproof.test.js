import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bytes, hkdf, points } from './support/modules.js';
import { noPublicVectors, publicJson } from './support/vectors.js';

const load = (/** @type {string} */ name) => publicJson(`wycheproof/${name}_test.json`);

/** @param {any} file @returns {{ group: any, test: any }[]} */
const cases = (file) =>
  file.testGroups.flatMap((/** @type {any} */ group) => group.tests.map((/** @type {any} */ t) => ({ group, test: t })));

describe('Wycheproof', { skip: noPublicVectors }, () => {
  test('AesGcm_SizesThatSbid1Uses_AgreeBothWays', async () => {
    const all = cases(load('aes_gcm'));
    assert.equal(all.length, 316);
    // WebCrypto takes other IV and key sizes too; the format has exactly one of each.
    const ours = all.filter(({ group }) => group.keySize === 256 && group.ivSize === 96 && group.tagSize === 128);
    assert.ok(ours.length > 60);
    for (const { test: t } of ours) {
      const key = await crypto.subtle.importKey('raw', bytes.unhex(t.key), 'AES-GCM', false, ['encrypt', 'decrypt']);
      const algorithm = { name: 'AES-GCM', iv: bytes.unhex(t.iv), additionalData: bytes.unhex(t.aad) };
      const sealed = bytes.unhex(t.ct + t.tag);
      const opened = await crypto.subtle.decrypt(algorithm, key, sealed).then(
        (p) => bytes.hex(new Uint8Array(p)),
        () => null,
      );
      assert.equal(opened, t.result === 'valid' ? t.msg : null, `case ${t.tcId}`);
      if (t.result === 'valid') {
        const again = await crypto.subtle.encrypt(algorithm, key, bytes.unhex(t.msg));
        assert.equal(bytes.hex(new Uint8Array(again)), t.ct + t.tag, `case ${t.tcId}`);
      }
    }
  });

  test('Hkdf_Sha256_AgreesAndRefusesTooMuch', async () => {
    const all = cases(load('hkdf_sha256'));
    assert.equal(all.length, 86);
    for (const { test: t } of all) {
      const made = hkdf
        .extract(bytes.unhex(t.salt), bytes.unhex(t.ikm))
        .then((/** @type {any} */ prk) => hkdf.expand(prk, bytes.unhex(t.info), t.size));
      if (t.result === 'valid') {
        assert.equal(bytes.hex(await made), t.okm, `case ${t.tcId}`);
      } else {
        await assert.rejects(made, RangeError, `case ${t.tcId}`);
      }
    }
  });

  test('Points_EcdhWebcrypto_SharedPointsAgreeAndBadOnesAreRefused', () => {
    const all = cases(load('ecdh_secp256r1_webcrypto'));
    assert.equal(all.length, 353);
    let valid = 0;
    for (const { test: t } of all) {
      const coordinate = (/** @type {string} */ v) => new Uint8Array(Buffer.from(v ?? '', 'base64url'));
      const [x, y] = [coordinate(t.public.x), coordinate(t.public.y)];
      const onOurCurve = t.public.crv === 'P-256' && t.private.crv === 'P-256' && x.length === 32 && y.length === 32;
      let shared = null;
      try {
        assert.ok(onOurCurve);
        const point = points.decode65(bytes.concat(bytes.u8(4), x, y));
        const secret = points.toBigInt(coordinate(t.private.d));
        shared = bytes.hex(points.toBytes32(points.times(point, secret).toAffine().x));
      } catch (error) {
        assert.match(/** @type {Error} */ (error).name, /SealingError|AssertionError/);
      }
      if (t.result === 'valid') {
        assert.equal(shared, t.shared, `case ${t.tcId}`);
        valid++;
      } else if (shared !== null) {
        assert.equal(t.result, 'acceptable', `case ${t.tcId}: ${t.comment}`);
        assert.equal(shared, t.shared, `case ${t.tcId}`);
      }
    }
    assert.equal(valid, 330);
  });

  test('WebCrypto_EcdsaP1363_AcceptsValidAndRefusesInvalid', async () => {
    const all = cases(load('ecdsa_secp256r1_sha256_p1363'));
    assert.equal(all.length, 262);
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
    for (const { group, test: t } of all) {
      const raw = bytes.unhex(group.publicKey.uncompressed);
      const key = await crypto.subtle.importKey('raw', raw, algorithm, false, ['verify']);
      const holds = await crypto.subtle.verify(algorithm, key, bytes.unhex(t.sig), bytes.unhex(t.msg));
      assert.equal(holds, t.result === 'valid', `case ${t.tcId}: ${t.comment}`);
    }
  });
});
