// A vault for tests of the browser modules: the calls that a bidder makes, in memory, with faults on demand. What it
// does is what tests/Tender.Vault.Tests ask of the real one; it checks signatures and checksums, not certificates.
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import { bytes, certificate, cms, keyset, points, schedule, signer, statement } from './modules.js';
import { seededRandom } from './random.js';
import { generateKeySet } from './seat.js';
import { ownPath } from './vectors.js';

const sha256 = (/** @type {Uint8Array | string} */ data) => createHash('sha256').update(data).digest('hex');
const p12 = (/** @type {string} */ kind) => new Uint8Array(fs.readFileSync(ownPath(`signing/${kind}.p12`)));
const own = await signer.openPkcs12(p12('rsa'), 'tender-sample');
const poolId = new Uint8Array(16).fill(9);
export const keys = generateKeySet({ poolId, index: 2, k: 2, n: 3, random: seededRandom(30) });
const set = keyset.openKeySet(keys.certificate);

async function keySetFacts() {
  const seats = [];
  for (const [i, key] of keys.seats.entries()) {
    const words = { v: 1, poolId: bytes.hex(poolId), seat: i + 1, publicKey: bytes.hex(key), account: '11'.repeat(20) };
    const signed = await own.sign(bytes.utf8(JSON.stringify(words)), new Date());
    const { orgName: organisation, orgCode } = own.info;
    seats.push({ ...words, organisation, orgCode, statement: bytes.base64(signed), v: undefined, poolId: undefined });
  }
  return {
    ...{ keySetId: bytes.hex(set.keySetId), suite: 1, k: 2, n: 3, publicKey: bytes.hex(points.pt65(set.publicKey)) },
    ...{ certificate: bytes.base64(keys.certificate), messages: [], seats, poolId: bytes.hex(poolId), index: 2 },
    ...{ ext: bytes.hex(keys.ext), expiresAt: '2027-05-24T00:00:00.000Z' },
  };
}

class Problem extends Error {
  /** @param {number} status @param {string} code @param {object} [more] */
  constructor(status, code, more = {}) {
    super(code);
    this.status = status;
    this.body = { type: 'about:blank', title: code, status, code, zh: `中文 ${code}`, en: `English ${code}`, ...more };
  }
}

export class FakeVault {
  /** @param {{ deadline?: number, offset?: number }} [options] milliseconds; offset of the vault's clock */
  constructor({ deadline = Date.now() + 3_600_000, offset = 0 } = {}) {
    this.deadline = deadline;
    this.offset = offset;
    this.tenderRef = 'ab'.repeat(32);
    this.lot = '0b8f3c527c4e4b7e9a395d1f0a6c2e11';
    /** @type {Map<string, string>} */ this.challenges = new Map();
    /** @type {Map<string, { orgCode: string, orgName: string }>} */ this.sessions = new Map();
    /** @type {Map<string, any>} */ this.uploads = new Map();
    /** @type {any[]} */ this.submissions = [];
    /** @type {string[]} what was asked */ this.log = [];
    /** Faults: called with method and path before the answer; may return 'drop' or 'lose' (works, then drops). */
    this.fault = (/** @type {string} */ _method, /** @type {string} */ _path) => '';
  }

  now = () => Date.now() + this.offset;

  async start(port = 0) {
    this.keySet = await keySetFacts();
    this.server = http.createServer((request, response) => void this.#answer(request, response));
    await new Promise((go) => this.server?.listen(port, '127.0.0.1', () => go(undefined)));
    const address = /** @type {import('node:net').AddressInfo} */ (this.server.address());
    this.url = `http://localhost:${address.port}`;
    return this;
  }

  close() {
    this.server?.closeAllConnections();
    return new Promise((go) => this.server?.close(go));
  }

  get tender() {
    const iso = new Date(this.deadline).toISOString();
    return {
      ...{ tenderRef: this.tenderRef, lot: this.lot, docHash: 'cd'.repeat(32), deadline: iso, minBids: 3, suite: 1 },
      ...{ state: 'keyed', held: false, keySetId: bytes.hex(set.keySetId), k: 2, n: 3, phase: 1, objectionSeconds: 10 },
    };
  }

  /** @param {http.IncomingMessage} request @param {http.ServerResponse} response */
  async #answer(request, response) {
    const method = request.method ?? '';
    const { pathname, searchParams } = new URL(request.url ?? '', this.url);
    response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*');
    response.setHeader('Access-Control-Expose-Headers', 'Location, Upload-Offset, Upload-Length, Tus-Resumable');
    if (method === 'OPTIONS') {
      const allowed = 'Authorization, Content-Type, Idempotency-Key, Tus-Resumable, Upload-Checksum, Upload-Length, Upload-Metadata, Upload-Offset';
      response.setHeader('Access-Control-Allow-Headers', allowed);
      response.setHeader('Access-Control-Allow-Methods', 'GET, POST, HEAD, PATCH, DELETE');
      response.writeHead(204).end();
      return;
    }
    this.log.push(`${method} ${pathname}`);
    const fault = this.fault(method, pathname);
    const body = fault === 'drop' ? null : await readAll(request).catch(() => null);
    if (body === null) {
      request.socket.destroy();
      return;
    }
    try {
      const { status = 200, json, headers = {} } = await this.#route(method, pathname, searchParams, request, body);
      if (fault === 'lose') {
        request.socket.destroy();
        return;
      }
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(json && JSON.stringify(json));
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem(500, 'ET-9001', { trace: String(error) });
      response.writeHead(problem.status, { 'Content-Type': 'application/problem+json' });
      response.end(JSON.stringify(problem.body));
    }
  }

  /**
   * @param {string} method @param {string} path @param {URLSearchParams} query
   * @param {http.IncomingMessage} request @param {Buffer} body
   * @returns {Promise<{ status?: number, json?: any, headers?: Record<string, string> }>}
   */
  async #route(method, path, query, request, body) {
    if (path === '/v1/time') {
      return { json: { now: new Date(this.now()).toISOString(), offsetBoundMs: 5 } };
    }
    if (path === `/v1/tenders/${this.tenderRef}`) {
      return { json: this.tender };
    }
    if (path === `/v1/keysets/${bytes.hex(set.keySetId)}`) {
      return { json: this.keySet };
    }
    if (path === '/v1/sessions/challenges') {
      return this.#challenge(JSON.parse(body.toString()));
    }
    if (path === '/v1/sessions') {
      return this.#session(JSON.parse(body.toString()));
    }
    const session = this.sessions.get((request.headers.authorization ?? '').replace('Bearer ', ''));
    if (!session) {
      throw new Problem(401, 'ET-2011');
    }
    if (path.startsWith('/v1/uploads')) {
      return this.#upload(method, path.split('/')[3], session, request, body);
    }
    if (path === '/v1/submissions' && method === 'POST') {
      return this.#submit(session, String(request.headers['idempotency-key']), body);
    }
    const mine = this.submissions.filter((s) => s.orgCode === session.orgCode).map((s) => s.facts);
    if (path === '/v1/submissions') {
      return { json: query.get('tenderRef') === this.tenderRef ? mine : [] };
    }
    const one = mine.find((s) => path === `/v1/submissions/${s.receiptNo}`);
    if (!one) {
      throw new Problem(404, 'ET-3404');
    }
    return { json: { ...one, ...(this.anchored ? { offlineReceipt: { format: 'etender-receipt/1' } } : {}) } };
  }

  /** Whether windows are on the ledger. */
  anchored = false;

  /** @param {any} body */
  #challenge({ binding }) {
    const [nonce, issued] = [randomBytes(32).toString('hex'), new Date(this.now()).toISOString()];
    const challenge = `vault|session|-|${nonce}|${issued}|${issued}|${sha256(Buffer.from(binding, 'hex'))}`;
    this.challenges.set(challenge, binding);
    return { status: 201, json: { challenge, expiresAt: issued } };
  }

  /** @param {any} body */
  async #session({ challenge, signature, binding }) {
    const { content, certificate: signedBy } = await cms.openMessage(bytes.unbase64(signature));
    if (this.challenges.get(challenge) !== binding || bytes.text(content) !== challenge) {
      throw new Problem(401, 'ET-2011');
    }
    this.challenges.delete(challenge);
    const { orgCode, orgName, signer: person } = certificate.readFacts(signedBy);
    const token = randomBytes(16).toString('hex');
    this.sessions.set(token, { orgCode, orgName });
    const organisation = { orgCode, name: orgName };
    return { status: 201, json: { token, expiresAt: '2099-01-01T00:00:00.000Z', organisation, signer: person } };
  }

  /**
   * @param {string} method @param {string | undefined} id @param {{ orgCode: string }} session
   * @param {http.IncomingMessage} request @param {Buffer} body
   */
  #upload(method, id, session, request, body) {
    if (method === 'POST') {
      const made = randomBytes(16).toString('hex');
      const length = Number(request.headers['upload-length']);
      this.uploads.set(made, { orgCode: session.orgCode, length, bytes: Buffer.alloc(0) });
      return { status: 201, headers: { Location: `/v1/uploads/${made}`, 'Tus-Resumable': '1.0.0' } };
    }
    const upload = this.uploads.get(id ?? '');
    if (upload?.orgCode !== session.orgCode) {
      throw new Problem(404, 'ET-3404');
    }
    if (method === 'DELETE') {
      this.uploads.delete(id ?? '');
      return { status: 204 };
    }
    if (method === 'PATCH') {
      if (Number(request.headers['upload-offset']) !== upload.bytes.length) {
        throw new Problem(409, 'ET-3409');
      }
      const checksum = `sha256 ${createHash('sha256').update(body).digest('base64')}`;
      if (request.headers['upload-checksum'] !== checksum) {
        throw new Problem(460, 'ET-3460');
      }
      upload.bytes = Buffer.concat([upload.bytes, body]);
    }
    const headers = { 'Upload-Offset': String(upload.bytes.length), 'Upload-Length': String(upload.length) };
    if (method === 'GET') {
      const stored = upload.bytes.length === upload.length;
      return { json: { id, length: upload.length, offset: upload.bytes.length, state: stored ? 'stored' : 'receiving' } };
    }
    return { status: method === 'PATCH' ? 204 : 200, headers: { ...headers, 'Tus-Resumable': '1.0.0' } };
  }

  /** @param {{ orgCode: string }} session @param {string} key @param {Buffer} body */
  async #submit({ orgCode }, key, body) {
    const before = this.submissions.find((s) => s.key === key);
    if (before) {
      return { status: 200, json: before.answer };
    }
    const { content } = await cms.openMessage(new Uint8Array(body));
    const words = statement.readStatement(content);
    const tag = await schedule.bidderTagOf(bytes.unhex(words.bidNonce), words.uscc);
    const [now, late] = [new Date(this.now()).toISOString(), this.now() >= this.deadline];
    const receiptNo = randomBytes(16).toString('hex');
    const receipt = {
      ...{ v: 1, verdict: late ? 'refused' : 'accepted', reason: late ? 'ET-3001' : '', tenderRef: words.tenderRef },
      ...{ commitment: bytes.hex(statement.commitmentOf(words, tag, new Uint8Array(body))), statementHash: sha256(body) },
      ...{ treeRoot: words.treeRoot, fileSize: words.fileSize, tStatement: now, tCommit: now },
      ...{ deadline: this.tender.deadline, clockOffsetMs: 5, ...(late ? {} : { window: 7 }), receiptNo },
      ...{ seqCommit: '22'.repeat(32), queued: false, revocationPending: false },
    };
    const signed = bytes.base64(await own.sign(bytes.utf8(JSON.stringify(receipt)), new Date()));
    if (late) {
      throw new Problem(409, 'ET-3001', { refusal: signed });
    }
    this.submissions.forEach((s) => {
      s.facts.state = s.facts.state === 'current' ? 'superseded' : s.facts.state;
    });
    const answer = { receiptNo, verdict: 'accepted', receipt: signed };
    const state = words.action === 'withdraw' ? 'withdrawn' : 'current';
    const facts = { receiptNo, action: words.action, state, statement: body.toString('base64'), receipt: signed };
    const windowEnd = new Date(this.now() + 4_000).toISOString();
    this.submissions.push({ key, orgCode, answer, facts: { ...facts, windowEnd } });
    return { status: 201, json: answer };
  }
}

/** @param {http.IncomingMessage} request */
async function readAll(request) {
  const parts = [];
  for await (const part of request) {
    parts.push(part);
  }
  return Buffer.concat(parts);
}
