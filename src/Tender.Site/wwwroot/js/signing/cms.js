// Signed messages: CMS SignedData with the content inside, one signer, CAdES-BES (RFC 5652, ETSI EN 319 122-1).

import { asn1js, pkijs } from '../../lib/pki.js';
import { concat, u8 } from '../sealing/bytes.js';
import { integer, nothing, octets, oid, sequence, setOf, time, tlv } from './der.js';
import { SigningError } from './faults.js';

/** @typedef {import('../sealing/bytes.js').Bytes} Bytes */

const ids = {
  data: oid('1.2.840.113549.1.7.1'),
  signedData: oid('1.2.840.113549.1.7.2'),
  contentType: oid('1.2.840.113549.1.9.3'),
  messageDigest: oid('1.2.840.113549.1.9.4'),
  signingTime: oid('1.2.840.113549.1.9.5'),
  signingCertificateV2: oid('1.2.840.113549.1.9.16.2.47'),
  sha256: oid('2.16.840.1.101.3.4.2.1'),
  ecdsaWithSha256: oid('1.2.840.10045.4.3.2'),
  rsaEncryption: oid('1.2.840.113549.1.1.1'),
};

/**
 * @typedef {object} SigningKey
 * @property {'ECDSA' | 'RSA'} kind
 * @property {CryptoKey} privateKey for ECDSA P-256 or RSASSA-PKCS1-v1_5, both with SHA-256
 * @property {Bytes} certificate DER
 * @property {Bytes[]} others certificates of the issuers, DER
 */

/** @param {Bytes} bytes */
const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** @param {Bytes} certificate issuer and serial number as the certificate has them */
function issuerAndSerial(certificate) {
  const parsed = readCertificate(certificate);
  return sequence(new Uint8Array(parsed.issuer.valueBeforeDecode), integer(new Uint8Array(parsed.serialNumber.valueBlock.valueHexView)));
}

/** @param {Bytes} bytes DER */
export function readCertificate(bytes) {
  try {
    return pkijs.Certificate.fromBER(bytes);
  } catch (cause) {
    throw new SigningError('Message', `not a certificate: ${cause}`);
  }
}

/**
 * Signs the content as it is.
 * @param {Bytes} content @param {SigningKey} key @param {Date} at decides nothing, is only stated
 * @returns {Promise<Bytes>} DER of the ContentInfo
 */
export async function signMessage(content, key, at) {
  const certificateId = sequence(sequence(sequence(octets(await sha256(key.certificate)))));
  const attributes = setOf(
    sequence(ids.contentType, setOf(ids.data)),
    sequence(ids.signingTime, setOf(time(at))),
    sequence(ids.messageDigest, setOf(octets(await sha256(content)))),
    sequence(ids.signingCertificateV2, setOf(certificateId)),
  );
  const isRsa = key.kind === 'RSA';
  const signature = isRsa ? await signRsa(key.privateKey, attributes) : await signEcdsa(key.privateKey, attributes);
  const signerInfo = sequence(
    integer(u8(1)),
    issuerAndSerial(key.certificate),
    sequence(ids.sha256, nothing()),
    // The same bytes as were signed, under the implicit tag [0].
    concat(u8(0xa0), attributes.subarray(1)),
    isRsa ? sequence(ids.rsaEncryption, nothing()) : sequence(ids.ecdsaWithSha256),
    octets(signature),
  );
  const signedData = sequence(
    integer(u8(1)),
    setOf(sequence(ids.sha256, nothing())),
    sequence(ids.data, tlv(0xa0, octets(content))),
    tlv(0xa0, key.certificate, ...key.others),
    setOf(signerInfo),
  );
  return sequence(ids.signedData, tlv(0xa0, signedData));
}

/** @param {CryptoKey} key @param {Bytes} bytes */
const signRsa = async (key, bytes) => new Uint8Array(await crypto.subtle.sign('RSASSA-PKCS1-v1_5', key, bytes));

/** WebCrypto gives r || s; CMS wants a SEQUENCE of both (RFC 5753). @param {CryptoKey} key @param {Bytes} bytes */
async function signEcdsa(key, bytes) {
  const raw = new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, bytes));
  return sequence(integer(raw.subarray(0, 32)), integer(raw.subarray(32)));
}

/**
 * Reads a signed message and checks the signature against the certificate inside it. Whether that certificate may be
 * trusted is another question.
 * @param {Bytes} message
 * @returns {Promise<{ content: Bytes, certificate: Bytes }>}
 */
export async function openMessage(message) {
  try {
    return await verifyMessage(readSignedData(message));
  } catch (cause) {
    if (cause instanceof SigningError) {
      throw cause;
    }
    // The ASN.1 library throws many kinds of errors; to us they all say that this is no signed message.
    throw new SigningError('Message', `not a signed message: ${cause}`);
  }
}

/** @param {pkijs.SignedData} signedData */
async function verifyMessage(signedData) {
  const outcome = await signedData.verify({ signer: 0, checkChain: false, extendedMode: true });
  const content = signedData.encapContentInfo.eContent?.getValue();
  if (!outcome.signatureVerified || !outcome.signerCertificate || !content) {
    throw new SigningError('Message', 'the signature does not hold');
  }
  return {
    content: new Uint8Array(content),
    certificate: new Uint8Array(outcome.signerCertificate.toSchema(true).toBER(false)),
  };
}

/** @param {Bytes} message */
function readSignedData(message) {
  const { result, offset } = asn1js.fromBER(message);
  if (offset !== message.length) {
    throw new SigningError('Message', 'not a signed message');
  }
  const outer = new pkijs.ContentInfo({ schema: result });
  return new pkijs.SignedData({ schema: outer.content });
}
