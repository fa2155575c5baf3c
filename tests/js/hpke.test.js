import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bytes, hpke, points } from './support/modules.js';
import { seededRandom } from './support/random.js';
import { noPublicVectors, publicJson } from './support/vectors.js';

const aeads = new Map([
  [1, { id: 1, keyLength: 16 }],
  [2, { id: 2, keyLength: 32 }],
]);

describe('HPKE, public vectors', { skip: noPublicVectors }, () => {
  for (const [file, modes] of /** @type {const} */ ([
    ['hpke_p256_hkdf_sha256_aes128gcm', 4],
    ['hpke_p256_hkdf_sha256_aes256gcm_derived', 1],
  ])) {
    const vectors = noPublicVectors ? [] : publicJson(`hpke/${file}.json`).vectors;
    // SBID1 uses base mode only; the other three modes of the file are not ours.
    const base = vectors.filter((/** @type {any} */ v) => v.mode === 0);

    test(`HpkeVectors_${file}_HoldTheExpectedModes`, () => {
      assert.equal(vectors.length, modes);
      assert.equal(base.length, 1);
      assert.equal(base[0].encryptions.length, 6);
    });

    test(`HpkeBase_${file}_AllIntermediateValuesAgree`, async () => {
      const [v] = base;
      const ephemeral = points.toBigInt(bytes.unhex(v.skEm));
      const publicKey = points.decode65(bytes.unhex(v.pkRm));
      const enc = points.pt65(points.Point.BASE.multiply(ephemeral));
      assert.equal(bytes.hex(enc), v.enc);
      const secret = await hpke.sharedSecret(publicKey.multiply(ephemeral), enc, publicKey);
      assert.equal(bytes.hex(secret), v.shared_secret);
      const receiver = points.times(points.decode65(enc), points.toBigInt(bytes.unhex(v.skRm)));
      assert.equal(bytes.hex(await hpke.sharedSecret(receiver, enc, publicKey)), v.shared_secret);
      const schedule = await hpke.keySchedule(aeads.get(v.aead_id), secret, bytes.unhex(v.info));
      assert.equal(bytes.hex(schedule.context), v.key_schedule_context);
      assert.equal(bytes.hex(schedule.secret), v.secret);
      assert.equal(bytes.hex(schedule.key), v.key);
      assert.equal(bytes.hex(schedule.baseNonce), v.base_nonce);
      assert.equal(bytes.hex(schedule.exporterSecret), v.exporter_secret);
      for (const e of v.encryptions) {
        const nonce = schedule.baseNonce.slice();
        let rest = BigInt(e['sequence number']);
        for (let i = 11; rest > 0n; i--, rest >>= 8n) {
          nonce[i] ^= Number(rest & 0xffn);
        }
        assert.equal(bytes.hex(nonce), e.nonce);
        const aes = await crypto.subtle.importKey('raw', schedule.key, 'AES-GCM', false, ['encrypt']);
        const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: bytes.unhex(e.aad) };
        const sealed = await crypto.subtle.encrypt(algorithm, aes, bytes.unhex(e.pt));
        assert.equal(bytes.hex(new Uint8Array(sealed)), e.ct);
      }
    });
  }
});

describe('HPKE, against another implementation', () => {
  const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
  const random = seededRandom(1);
  const privateKey = points.drawScalar(random);
  const publicKey = points.Point.BASE.multiply(privateKey);
  const info = bytes.utf8('SBID1 and a header');
  const secret = new Uint8Array(32).fill(9);

  test('OpenFromPoint_SealedByAnotherSenderForTwoOfThree_GivesTheSecret', async () => {
    const recipient = await suite.kem.importKey('raw', points.pt65(publicKey), true);
    const sender = await suite.createSenderContext({ recipientPublicKey: recipient, info });
    const sealed = new Uint8Array(await sender.seal(secret));
    const enc = new Uint8Array(sender.enc);
    const slope = points.drawScalar(random);
    const share = (/** @type {number} */ seat) => points.modulo(privateKey + slope * BigInt(seat));
    for (const seats of [[1, 2], [1, 3], [2, 3]]) {
      const sum = seats
        .map((s) => points.decode65(enc).multiply(points.modulo(share(s) * points.lagrange(s, seats))))
        .reduce((a, b) => a.add(b));
      assert.deepEqual(await hpke.openFromPoint(sum, publicKey, enc, info, sealed), secret);
    }
    const lone = points.decode65(enc).multiply(share(1));
    await assert.rejects(hpke.openFromPoint(lone, publicKey, enc, info, sealed), { kind: 'Wrap' });
  });

  test('Seal_OpenedByAnotherRecipient_GivesTheSecret', async () => {
    const { enc, sealed } = await hpke.seal(publicKey, info, secret, points.drawScalar(random));
    const { x, y } = publicKey.toAffine();
    const url = (/** @type {bigint} */ v) => Buffer.from(points.toBytes32(v)).toString('base64url');
    const jwk = { kty: 'EC', crv: 'P-256', x: url(x), y: url(y), d: url(privateKey) };
    const recipientKey = await suite.kem.importKey('jwk', jwk, false);
    const recipient = await suite.createRecipientContext({ recipientKey, enc, info });
    assert.deepEqual(new Uint8Array(await recipient.open(sealed)), secret);
  });

  test('Open_OtherInfoEncOrCiphertext_IsRefused', async () => {
    const { enc, sealed } = await hpke.seal(publicKey, info, secret, points.drawScalar(random));
    const other = (await hpke.seal(publicKey, info, secret, points.drawScalar(random))).enc;
    assert.deepEqual(await hpke.open(privateKey, enc, info, sealed), secret);
    await assert.rejects(hpke.open(privateKey, enc, bytes.utf8('other'), sealed), { kind: 'Wrap' });
    await assert.rejects(hpke.open(privateKey, other, info, sealed), { kind: 'Wrap' });
    await assert.rejects(hpke.open(privateKey, enc, info, sealed.map((b) => b ^ 1)), { kind: 'Wrap' });
    await assert.rejects(hpke.openFromPoint(points.Point.ZERO, publicKey, enc, info, sealed), { kind: 'Point' });
  });
});
