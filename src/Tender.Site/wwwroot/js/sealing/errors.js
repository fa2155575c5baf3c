// The one typed refusal of the sealing modules; pages translate the kind, nobody shows the detail to a person.

/**
 * BadInput: grammar, lengths, encodings. BadPoint, BadScalar: SBID1 4. BadProof: a label, a share or a signature does
 * not hold. Tampered: an authentication tag fails. Truncated: bytes are missing. Unsupported: a version, flag, suite or
 * kind that nobody has built. Mismatch: well-formed, but made for something else. WrongPassword: a key file stays shut.
 * @typedef {'BadInput' | 'BadPoint' | 'BadScalar' | 'BadProof' | 'Tampered' | 'Truncated' | 'Unsupported' | 'Mismatch' | 'WrongPassword'} SealingErrorKind
 */

export class SealingError extends Error {
  /**
   * @param {SealingErrorKind} kind
   * @param {number} offset byte offset of what is refused, -1 where there is none
   * @param {string} detail for the log, English
   */
  constructor(kind, offset, detail) {
    super(`${kind} at ${offset}: ${detail}`);
    this.name = 'SealingError';
    this.kind = kind;
    this.offset = offset;
    this.detail = detail;
  }
}

/** @param {boolean} holds @param {SealingErrorKind} kind @param {number} offset @param {string} detail */
export function demand(holds, kind, offset, detail) {
  if (!holds) {
    throw new SealingError(kind, offset, detail);
  }
}
