// Runs in the browser: uploads a file as it is, and seals and uploads the same file, with the modules of the bid page.
const js = '/js';
const [bytes, random, transfer, upload, http, session, tender, signer, store, tree, points] = await Promise.all(
  [
    ...['sealing/bytes', 'sealing/random', 'bids/transfer', 'vault/upload', 'vault/http', 'vault/session'],
    ...['vault/tender', 'signing/signer', 'bids/store', 'sealing/tree', 'sealing/points'],
  ].map((m) => import(`${js}/${m}.js`)),
);
const pieceBytes = 4 * 1024 * 1024;
const silent = { seal() {}, prove() {}, send() {} };

/** @param {any} options vault, tenderRef, p12 (base64), password */
async function prepare({ vault, tenderRef, p12, password }) {
  const open = new http.VaultClient(vault);
  const own = await signer.openPkcs12(bytes.unbase64(p12), password);
  const { client, orgCode } = await session.openSession(open, own, new Date());
  const facts = await tender.fetchTender(client, tenderRef);
  const { keySet } = await tender.fetchKeySet(client, facts.keySetId);
  return { client, orgCode, facts, keySet };
}

/** The file sealed once, as it lies on a disk: the vault takes nothing else. @param {any} ready @param {File} file */
async function sealOnce(ready, file) {
  const device = await store.openStore();
  const begun = await transfer.Transfer.begin(device, ready.client, request(ready, file), 'a password for the bench', silent);
  await begun.sealing;
  const pieces = begun.transfer.file;
  const blobs = [];
  for (let start = 0; start < pieces.size; start += pieceBytes) {
    blobs.push((await pieces.read(start, Math.min(start + pieceBytes, pieces.size))).blob);
  }
  const whole = new Blob(blobs);
  await device.removeSealed(begun.transfer.record.id);
  device.close();
  return whole;
}

/** @param {any} ready @param {File} file */
const request = ({ orgCode, facts, keySet }, file) => ({
  ...{ tenderRef: bytes.unhex(facts.tenderRef), lot: bytes.unhex(facts.lot), docHash: bytes.unhex(facts.docHash) },
  ...{ keySetId: keySet.keySetId, publicKey: keySet.publicKey, uscc: orgCode, sealedAt: Date.now() },
  bidNonce: random.draw(random.systemRandom, 32),
  parts: [
    { partId: 1, phase: 1, content: new Blob(['{"manager":"A","periodDays":1,"priceFen":1,"quality":"B","v":1}']) },
    { partId: 2, phase: 1, content: file },
  ],
});

/** @param {any} ready @param {Blob} file */
async function plain({ client, facts }, file) {
  const slices = {
    size: file.size,
    async read(/** @type {number} */ start, /** @type {number} */ end) {
      const blob = file.slice(start, end);
      return { blob, sha256: await tree.digest(new Uint8Array(await blob.arrayBuffer())) };
    },
  };
  const started = performance.now();
  await upload.startUpload({ client, tenderRef: facts.tenderRef, slices, url: null, onUrl() {}, onProgress() {} }).done;
  return performance.now() - started;
}

/** @param {any} ready @param {File} file */
async function sealed(ready, file) {
  const device = await store.openStore();
  const started = performance.now();
  const marks = { sealed: 0, proven: 0 };
  const watch = {
    ...silent,
    seal: () => (marks.sealed = performance.now() - started),
    prove: () => (marks.proven = performance.now() - started),
  };
  const begun = await transfer.Transfer.begin(device, ready.client, request(ready, file), 'a password for the bench', watch);
  await Promise.all([begun.sealing, begun.transfer.send()]);
  const problem = await begun.transfer.confirm();
  const took = performance.now() - started;
  await device.removeSealed(begun.transfer.record.id);
  device.close();
  if (problem) {
    throw new Error(`the vault refused the file: ${problem}`);
  }
  return { took, ...marks };
}

/** Seconds of a partial opening of 50 parts against 50 bare multiplications. */
function multiplications() {
  const scalar = points.drawScalar(random.systemRandom);
  const list = Array.from({ length: 50 }, () => points.Point.BASE.multiply(points.drawScalar(random.systemRandom)));
  const started = performance.now();
  list.forEach((p) => p.multiply(scalar));
  return performance.now() - started;
}

/** The browser's own AES-GCM and SHA-256, pieces of 256 KiB, two in flight. */
async function floor() {
  const piece = crypto.getRandomValues(new Uint8Array(65_536));
  const data = new Uint8Array(262_144).map((_, i) => piece[i % piece.length]);
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']);
  const rate = async (/** @type {() => Promise<unknown>} */ act) => {
    const started = performance.now();
    for (let i = 0; i < 256; i++) {
      await Promise.all([act(), act()]);
    }
    return (512 * data.length * 1000) / (performance.now() - started);
  };
  return {
    gcm: await rate(() => crypto.subtle.encrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, key, data)),
    sha256: await rate(() => crypto.subtle.digest('SHA-256', data)),
  };
}

/** @param {any} options */
export async function measure(options) {
  const input = /** @type {HTMLInputElement} */ (document.getElementById('file'));
  const file = /** @type {File} */ (input.files?.[0]);
  const ready = await prepare(options);
  const whole = await sealOnce(ready, file);
  const runs = [];
  for (let i = 0; i < options.rounds; i++) {
    runs.push({ plain: await plain(ready, whole), sealed: await sealed(ready, file) });
  }
  return { size: file.size, runs, floor: await floor(), multiplications: multiplications() };
}

Object.assign(globalThis, { measure });
