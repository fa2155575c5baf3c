// What may be wrong with a certificate file or a signed message. Pages translate the kind.

/**
 * NotAFile: no PKCS#12. Encryption: made with another encryption than PBES2 and AES-CBC, which no browser opens.
 * Password: wrong, or the file was altered. NoKey: holds no key with a certificate. KeyKind: neither RSA of 2048 bits
 * and more nor ECDSA P-256. Message: not a signed message, or its signature does not hold.
 * @typedef {'NotAFile' | 'Encryption' | 'Password' | 'NoKey' | 'KeyKind' | 'Message'} SigningFault
 */

export class SigningError extends Error {
  /** @param {SigningFault} kind @param {string} detail for the log, English */
  constructor(kind, detail) {
    super(`${kind}: ${detail}`);
    this.name = 'SigningError';
    this.kind = kind;
    this.detail = detail;
  }
}
