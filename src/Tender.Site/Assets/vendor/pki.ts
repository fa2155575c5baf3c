// ASN.1, certificates, PKCS#12 and CMS; loaded by pages that sign.
export * as asn1js from 'asn1js';
export * as pkijs from 'pkijs';
