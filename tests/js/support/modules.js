// The product's modules, by the path at which the site serves them.
const js = '../../../src/Tender.Site/wwwroot/js';

export const bytes = await import(`${js}/sealing/bytes.js`);
export const canonical = await import(`${js}/sealing/canonical.js`);
export const errors = await import(`${js}/sealing/errors.js`);
export const floe = await import(`${js}/sealing/floe.js`);
export const header = await import(`${js}/sealing/header.js`);
export const hkdf = await import(`${js}/sealing/hkdf.js`);
export const hpke = await import(`${js}/sealing/hpke.js`);
export const label = await import(`${js}/sealing/label.js`);
export const opening = await import(`${js}/sealing/open.js`);
export const points = await import(`${js}/sealing/points.js`);
export const schedule = await import(`${js}/sealing/schedule.js`);
export const sealing = await import(`${js}/sealing/seal.js`);
export const tree = await import(`${js}/sealing/tree.js`);
export const dleq = await import(`${js}/sealing/dleq.js`);
export const keyset = await import(`${js}/sealing/keyset.js`);
export const partial = await import(`${js}/sealing/partial.js`);
export const certificate = await import(`${js}/signing/certificate.js`);
export const cms = await import(`${js}/signing/cms.js`);
export const der = await import(`${js}/signing/der.js`);
export const signer = await import(`${js}/signing/signer.js`);
