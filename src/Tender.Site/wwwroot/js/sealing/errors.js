// The one typed refusal of the sealing modules; pages translate the kind, nobody shows the detail to a person.

/**
 * The same names as SealingError in .NET, where each is explained; vectors name them.
 * @typedef {'Truncated' | 'TrailingBytes' | 'Magic' | 'Version' | 'Flags' | 'Suite' | 'StanzaKind' | 'PartId' | 'Phase'
 *   | 'Reserved' | 'PartCount' | 'HeaderLength' | 'SegmentLength' | 'PartLength' | 'FileLength' | 'PayloadParameters'
 *   | 'Point' | 'Scalar' | 'Label' | 'Wrap' | 'PayloadHeader' | 'SegmentWord' | 'SegmentTag' | 'Unfinished'
 *   | 'ContentLength' | 'Padding' | 'Root' | 'OtherTender' | 'Password' | 'Json' | 'Member' | 'Value' | 'Envelope'
 *   | 'Signature' | 'Count' | 'Seat'} SealingErrorKind
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
