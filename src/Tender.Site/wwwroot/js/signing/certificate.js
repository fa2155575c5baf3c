// What a person sees of a certificate, and what can be said about it without asking anybody.

import { pkijs } from '../../lib/pki.js';
import { readCertificate } from './cms.js';

/** @typedef {import('../sealing/bytes.js').Bytes} Bytes */

const organizationIdentifier = '2.5.4.97';
const organization = '2.5.4.10';
const commonName = '2.5.4.3';
const keyUsageId = '2.5.29.15';

/**
 * @typedef {object} CertificateFacts
 * @property {string} orgCode organisation code of 18 characters, empty when the certificate has none
 * @property {string} orgName
 * @property {string} signer
 * @property {string} issuer
 * @property {Date} notBefore
 * @property {Date} notAfter
 * @property {boolean} signs whether the key usage allows signatures
 *
 * @typedef {'NotYetValid' | 'Expired' | 'WrongUsage' | 'NoOrganisation' | null} CertificateFault
 */

/** @param {pkijs.RelativeDistinguishedNames} name @param {string} type */
const attribute = (name, type) =>
  String(name.typesAndValues.find((/** @type {any} */ t) => t.type === type)?.value.valueBlock.value ?? '');

/** @param {Bytes} der @returns {CertificateFacts} */
export function readFacts(der) {
  const certificate = readCertificate(der);
  const usage = certificate.extensions?.find((e) => e.extnID === keyUsageId)?.parsedValue;
  const { subject, issuer } = certificate;
  return {
    orgCode: attribute(subject, organizationIdentifier),
    orgName: attribute(subject, organization),
    signer: attribute(subject, commonName),
    issuer: attribute(issuer, commonName) || attribute(issuer, organization),
    notBefore: certificate.notBefore.value,
    notAfter: certificate.notAfter.value,
    // digitalSignature is the first bit; without the extension every use is allowed.
    signs: usage === undefined || (usage.valueBlock.valueHexView[0] & 0x80) !== 0,
  };
}

/** @param {CertificateFacts} facts @param {number} now milliseconds @returns {CertificateFault} */
export function findFault(facts, now) {
  if (now < facts.notBefore.getTime()) {
    return 'NotYetValid';
  }
  if (now > facts.notAfter.getTime()) {
    return 'Expired';
  }
  if (!facts.signs) {
    return 'WrongUsage';
  }
  return /^[0-9A-Z]{18}$/.test(facts.orgCode) ? null : 'NoOrganisation';
}
