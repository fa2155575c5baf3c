// Opens a .p12 file in the page (RFC 7292). The key becomes a handle that cannot be exported; the file's bytes and the
// password leave neither the page nor this call.

import { sha256 } from '../../lib/noble.js';
import { pkijs } from '../../lib/pki.js';
import { concat, equal, hex, u8, utf8 } from '../sealing/bytes.js';
import { SigningError } from './faults.js';

/** @typedef {import('../sealing/bytes.js').Bytes} Bytes */
/** @typedef {import('./cms.js').SigningKey} SigningKey */

const pbes2 = '1.2.840.113549.1.5.13';
const sha256Id = '2.16.840.1.101.3.4.2.1';
const shroudedKey = '1.2.840.113549.1.12.10.1.2';
const plainKey = '1.2.840.113549.1.12.10.1.1';
const certificateBag = '1.2.840.113549.1.12.10.1.3';
const rsaId = '1.2.840.113549.1.1.1';
const ecId = '1.2.840.10045.2.1';
const encryptedData = '1.2.840.113549.1.7.6';

/** @param {Bytes} file @param {string} password @returns {Promise<SigningKey>} */
export async function openP12(file, password) {
  const pfx = readPfx(file);
  checkMac(pfx, password);
  const bags = await openSafes(pfx, utf8(password).buffer);
  const key = bags.find((b) => b.bagId === shroudedKey || b.bagId === plainKey);
  const certificates = bags
    .filter((b) => b.bagId === certificateBag)
    .map((b) => new Uint8Array(b.bagValue.certValue.valueBlock.valueHexView));
  if (!key || certificates.length === 0) {
    throw new SigningError('NoKey', `${bags.length} bags`);
  }
  const info = key.bagId === plainKey ? key.bagValue : key.bagValue.parsedValue;
  return joinKey(info, certificates);
}

/** @param {Bytes} file */
function readPfx(file) {
  try {
    const pfx = pkijs.PFX.fromBER(file);
    // Signed instead of protected by a password is allowed by the format and made by nobody.
    if (pfx.authSafe.contentType !== '1.2.840.113549.1.7.1' || !pfx.macData) {
      throw new SigningError('Encryption', 'not protected by a password');
    }
    return pfx;
  } catch (cause) {
    if (cause instanceof SigningError) {
      throw cause;
    }
    throw new SigningError('NotAFile', String(cause));
  }
}

/** @param {pkijs.PFX} pfx @param {string} password */
function checkMac(pfx, password) {
  const { mac, macSalt, iterations } = /** @type {pkijs.MacData} */ (pfx.macData);
  if (mac.digestAlgorithm.algorithmId !== sha256Id) {
    throw new SigningError('Encryption', `mac over ${mac.digestAlgorithm.algorithmId}`);
  }
  const key = macKey(password, new Uint8Array(macSalt.valueBlock.valueHexView), iterations ?? 1);
  const content = new Uint8Array(pfx.authSafe.content.getValue());
  const wanted = new Uint8Array(mac.digest.valueBlock.valueHexView);
  if (!equal(hmac(key, content), wanted)) {
    throw new SigningError('Password', 'mac of the file');
  }
}

/** RFC 7292 B.2 for a MAC key over SHA-256 (u = 32, v = 64). @param {string} password @param {Bytes} salt @param {number} rounds */
function macKey(password, salt, rounds) {
  const text = new Uint8Array(2 * password.length + 2);
  [...Array(password.length).keys()].forEach((i) => {
    text[2 * i] = password.charCodeAt(i) >> 8;
    text[2 * i + 1] = password.charCodeAt(i) & 0xff;
  });
  let hash = sha256(concat(new Uint8Array(64).fill(3), stretch(salt), stretch(text)));
  for (let i = 1; i < rounds; i++) {
    hash = sha256(hash);
  }
  return new Uint8Array(hash);
}

/** Repeats bytes up to a whole number of 64-byte blocks. @param {Bytes} bytes @returns {Bytes} */
const stretch = (bytes) =>
  new Uint8Array(64 * Math.ceil(bytes.length / 64)).map((_, i) => bytes[i % bytes.length]);

/** HMAC-SHA-256 with a key shorter than a block. @param {Bytes} key @param {Bytes} message @returns {Bytes} */
function hmac(key, message) {
  const pad = (/** @type {number} */ with_) => new Uint8Array(64).map((_, i) => (key[i] ?? 0) ^ with_);
  return new Uint8Array(sha256(concat(pad(0x5c), sha256(concat(pad(0x36), message)))));
}

/**
 * @param {pkijs.PFX} pfx @param {ArrayBuffer} password
 * @returns {Promise<any[]>} all bags, keys opened
 */
async function openSafes(pfx, password) {
  await pfx.parseInternalValues({ password, checkIntegrity: false });
  const authenticated = /** @type {any} */ (pfx.parsedValue)?.authenticatedSafe;
  for (const safe of authenticated.safeContents) {
    if (safe.contentType === encryptedData) {
      // A copy: reading a structure with this library empties it.
      const { encryptedContentInfo } = pkijs.EncryptedData.fromBER(safe.content.toBER(false));
      demandPbes2(encryptedContentInfo.contentEncryptionAlgorithm);
    }
  }
  return withPassword(async () => {
    const safeContents = authenticated.safeContents.map(() => ({ password }));
    await authenticated.parseInternalValues({ safeContents });
    const bags = authenticated.parsedValue.safeContents.flatMap((/** @type {any} */ s) => s.value.safeBags);
    for (const bag of bags.filter((/** @type {any} */ b) => b.bagId === shroudedKey)) {
      demandPbes2(bag.bagValue.encryptionAlgorithm);
      await bag.bagValue.parseInternalValues({ password });
    }
    return bags;
  });
}

/** @param {pkijs.AlgorithmIdentifier} algorithm */
function demandPbes2({ algorithmId }) {
  if (algorithmId !== pbes2) {
    throw new SigningError('Encryption', algorithmId);
  }
}

/** The MAC held, so what fails from here is a cipher that the browser does not have. @param {() => Promise<any[]>} open */
async function withPassword(open) {
  try {
    return await open();
  } catch (cause) {
    if (cause instanceof SigningError) {
      throw cause;
    }
    throw new SigningError('Encryption', String(cause));
  }
}

/** @param {pkijs.PrivateKeyInfo} info @param {Bytes[]} certificates @returns {Promise<SigningKey>} */
async function joinKey(info, certificates) {
  const id = info.privateKeyAlgorithm.algorithmId;
  const kind = id === rsaId ? 'RSA' : id === ecId ? 'ECDSA' : null;
  if (kind === null) {
    throw new SigningError('KeyKind', id);
  }
  const algorithm =
    kind === 'RSA' ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } : { name: 'ECDSA', namedCurve: 'P-256' };
  const der = info.toSchema().toBER(false);
  const privateKey = await crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']).catch(() => null);
  if (privateKey === null || !isStrong(privateKey)) {
    throw new SigningError('KeyKind', `${id}, not P-256 or RSA of 2048 bits`);
  }
  const own = await findOwn(privateKey, algorithm, certificates);
  const others = certificates.filter((c) => hex(c) !== hex(own));
  return { kind, privateKey, certificate: own, others };
}

/** @param {CryptoKey} key */
const isStrong = (key) => {
  const { modulusLength } = /** @type {RsaHashedKeyAlgorithm} */ (key.algorithm);
  return modulusLength === undefined || modulusLength >= 2048;
};

/**
 * The certificate whose public key verifies what the private key signs: the test signature.
 * @param {CryptoKey} privateKey @param {any} algorithm @param {Bytes[]} certificates
 */
async function findOwn(privateKey, algorithm, certificates) {
  const use = { ...algorithm, hash: 'SHA-256' };
  const probe = concat(utf8('test'), u8(0));
  const signature = await crypto.subtle.sign(use, privateKey, probe);
  for (const certificate of certificates) {
    const spki = pkijs.Certificate.fromBER(certificate).subjectPublicKeyInfo.toSchema().toBER(false);
    const key = await crypto.subtle.importKey('spki', spki, algorithm, false, ['verify']).catch(() => null);
    if (key && (await crypto.subtle.verify(use, key, signature, probe))) {
      return certificate;
    }
  }
  throw new SigningError('NoKey', 'no certificate for the key');
}
