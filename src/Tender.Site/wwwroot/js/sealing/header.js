// The header of a sealed file, byte by byte (SBID1 5, blocks A to D).

import { concat, equal, isZero, u16, u32, u64, u8, view } from './bytes.js';
import { demand } from './errors.js';
import { encodeParameters, headerLength as floeHeaderLength, sbid1, segmentOverhead } from './floe.js';
import { decodeLabel, verifyLabel } from './label.js';
import { decode65 } from './points.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */

const magic = Uint8Array.of(0x89, 0x53, 0x42, 0x49, 0x44, 0x0d, 0x0a, 0x1a);

/** Whether a file looks sealed, by its first eight bytes. @param {Uint8Array} start */
export const startsSealed = (start) => equal(start.subarray(0, 8), magic);
export const suiteInt1 = 0x0001;
export const flagPadded = 2;
const coreLength = 240;
const descLength = 16;
const stanzaLength = 178;
const partLength = descLength + stanzaLength + floeHeaderLength;
export const maxParts = 8;
/** A part of empty content: its length and one frame. */
const smallestPart = 40n;
/** A browser counts bytes exactly up to 2^53. */
const longestPart = 1n << 50n;
/** Plaintext bytes of a full segment. */
export const segmentPlain = sbid1.segment - segmentOverhead;

/**
 * @typedef {object} PartDescription
 * @property {number} partId 1 summary, 2 technical, 3 price, 4 credit, ...
 * @property {number} phase 1..8
 * @property {number} ctLen bytes of all segments
 *
 * @typedef {PartDescription & { desc: Bytes, enc: Bytes, sealedSecret: Bytes, label: Bytes, floeHeader: Bytes }} PartHeader
 *
 * @typedef {object} Binding
 * @property {Uint8Array} tenderRef 32 bytes
 * @property {Uint8Array} lot 16 bytes, the section's UUID
 * @property {Uint8Array} docHash 32 bytes
 * @property {Uint8Array} keySetId 32 bytes
 * @property {Uint8Array} bidderTag 32 bytes
 * @property {Uint8Array} nonceHash 32 bytes, H("nonce" || bidNonce)
 * @property {number} sealedAt milliseconds, UTC
 * @property {boolean} padded flag P
 *
 * @typedef {Binding & { bytes: Bytes, core: Bytes, headerCore: Bytes, parts: PartHeader[], fileSize: number }} Header
 * headerCore: everything before the FLOE headers
 */

/** @param {number} parts */
export const headerLengthOf = (parts) => coreLength + parts * partLength;

/** @param {Binding} binding @param {number} parts @returns {Bytes} the first 240 bytes */
export const encodeCore = (binding, parts) =>
  concat(
    ...[magic, u8(1), u8(binding.padded ? flagPadded : 0), u16(suiteInt1), u32(headerLengthOf(parts))],
    ...[binding.tenderRef, binding.lot, binding.docHash, binding.keySetId, binding.bidderTag, binding.nonceHash],
    ...[u64(binding.sealedAt), new Uint8Array(32), u8(parts), new Uint8Array(7)],
  );

/** @param {PartDescription} part @returns {Bytes} 16 bytes */
export const encodeDesc = ({ partId, phase, ctLen }) =>
  concat(u8(partId), u8(phase), u8(1), u8(0), u32(sbid1.segment), u64(ctLen));

/** Ciphertext bytes of a part with so many plaintext bytes. @param {number} plain */
export const sealedLength = (plain) => plain + Math.max(1, Math.ceil(plain / segmentPlain)) * segmentOverhead;

/** @param {number} ctLen */
export const segmentCount = (ctLen) => Math.ceil(ctLen / sbid1.segment);

/** How many bytes a header says it has; needs the first 16. @param {Uint8Array} start */
export function announcedLength(start) {
  demand(start.length >= 16, 'Truncated', start.length, 'the preamble is cut');
  demand(equal(start.subarray(0, 8), magic), 'Magic', 0, 'not a sealed bid');
  const length = view(start).getUint32(12);
  demand(length <= 65_536, 'HeaderLength', 12, 'a header has at most 65,536 bytes');
  return length;
}

/** Plaintext bytes of a part that is sealed in so many bytes. @param {number} ctLen */
export const plainLengthOf = (ctLen) => ctLen - segmentCount(ctLen) * segmentOverhead;

/** Grammar only; labels are checked by verifyLabels. @param {Bytes} bytes exactly the header @returns {Header} */
export function parseHeader(bytes) {
  const length = announcedLength(bytes);
  demand(bytes.length >= coreLength, 'Truncated', bytes.length, 'the core is cut');
  const data = view(bytes);
  const flags = bytes[9];
  demand(bytes[8] === 1, 'Version', 8, 'version');
  demand((flags & ~flagPadded) === 0, 'Flags', 9, 'flags');
  demand(data.getUint16(10) === suiteInt1, 'Suite', 10, 'suite');
  demand(isZero(bytes.subarray(200, 232)), 'Reserved', 200, 'no secret of the bidder');
  const count = bytes[232];
  demand(count >= 1 && count <= maxParts, 'PartCount', 232, '1 to 8 parts');
  demand(isZero(bytes.subarray(233, 240)), 'Reserved', 233, 'reserved bytes are zero');
  demand(length === headerLengthOf(count), 'HeaderLength', 12, 'length of the header');
  demand(bytes.length >= length, 'Truncated', bytes.length, 'the header is cut');
  demand(bytes.length === length, 'TrailingBytes', length, 'bytes after the header');
  const sealedAt = data.getBigUint64(192);
  demand(sealedAt <= BigInt(Number.MAX_SAFE_INTEGER), 'Value', 192, 'time of sealing');
  const parts = Array.from({ length: count }, (_, index) => parsePart(bytes, count, index));
  parts.forEach((part, index) =>
    demand(index === 0 || part.partId > parts[index - 1].partId, 'PartId', descOffset(index), 'parts ascend'),
  );
  const field = (/** @type {number} */ at, /** @type {number} */ size) => bytes.slice(at, at + size);
  return {
    ...{ tenderRef: field(16, 32), lot: field(48, 16), docHash: field(64, 32), keySetId: field(96, 32) },
    ...{ bidderTag: field(128, 32), nonceHash: field(160, 32), sealedAt: Number(sealedAt) },
    padded: (flags & flagPadded) !== 0,
    bytes,
    core: field(0, coreLength),
    headerCore: field(0, floeOffset(count, 0)),
    parts,
    fileSize: length + parts.reduce((sum, p) => sum + p.ctLen, 0),
  };
}

/** @param {number} index */
const descOffset = (index) => coreLength + index * (descLength + stanzaLength);

/** @param {number} count @param {number} index */
const floeOffset = (count, index) => descOffset(count) + index * floeHeaderLength;

/** @param {Bytes} bytes @param {number} count @param {number} index @returns {PartHeader} */
function parsePart(bytes, count, index) {
  const at = descOffset(index);
  const data = view(bytes);
  const [partId, phase, kind, zero] = bytes.subarray(at, at + 4);
  demand(partId >= 1, 'PartId', at, 'part number');
  demand(phase >= 1 && phase <= 8, 'Phase', at + 1, 'phase 1 to 8');
  demand(kind === 1, 'StanzaKind', at + 2, 'stanza kind');
  demand(zero === 0, 'Reserved', at + 3, 'reserved byte is zero');
  demand(data.getUint32(at + 4) === sbid1.segment, 'SegmentLength', at + 4, 'segment length');
  const ctLen = data.getBigUint64(at + 8);
  const rest = Number(ctLen % BigInt(sbid1.segment));
  const whole = rest === 0 || rest > segmentOverhead;
  demand(whole && ctLen >= smallestPart && ctLen <= longestPart, 'PartLength', at + 8, 'length of a part');
  const stanza = at + descLength;
  const floe = floeOffset(count, index);
  const part = {
    ...{ partId, phase, ctLen: Number(ctLen), desc: bytes.slice(at, stanza) },
    enc: bytes.slice(stanza, stanza + 65),
    sealedSecret: bytes.slice(stanza + 65, stanza + 113),
    label: bytes.slice(stanza + 113, stanza + stanzaLength),
    floeHeader: bytes.slice(floe, floe + floeHeaderLength),
  };
  decode65(part.enc);
  decodeLabel(part.label);
  demand(equal(part.floeHeader.subarray(0, 10), encodeParameters(sbid1)), 'PayloadParameters', floe, 'FLOE parameters');
  return part;
}

/** Whether every part's ephemeral key was made for exactly this header. @param {Header} header */
export const verifyLabels = (header) =>
  header.parts.every((part) => verifyLabel(header.core, part.desc, part.enc, part.label));
