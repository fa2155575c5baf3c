// Points, hash to curve and the synchronous SHA-256 for small inputs; what WebCrypto cannot do (SBID1 17).
export { p256 } from '@noble/curves/nist.js';
export { expand_message_xmd } from '@noble/curves/abstract/hash-to-curve.js';
export { sha256 } from '@noble/hashes/sha2.js';
