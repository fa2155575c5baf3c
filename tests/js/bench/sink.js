// A place to upload to when no vault runs: each piece is checked, written and flushed before its offset is answered, as
// the vault does. Everything else is the vault of the tests.
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { FakeVault } from '../support/fake-vault.js';
import { ownPath } from '../support/vectors.js';

const allowed = 'Authorization, Content-Type, Tus-Resumable, Upload-Checksum, Upload-Length, Upload-Metadata, Upload-Offset';

/** @param {string} folder @param {string} origin */
export async function startSink(folder, origin) {
  const vault = await new FakeVault().start();
  /** @type {Map<string, { file: number, length: number, offset: number }>} */
  const uploads = new Map();
  const server = http.createServer(async (request, response) => {
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Access-Control-Expose-Headers', 'Location, Upload-Offset, Upload-Length');
    response.setHeader('Access-Control-Max-Age', '600');
    response.setHeader('Access-Control-Allow-Headers', allowed);
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST, HEAD, PATCH');
    const { method = '', url = '' } = request;
    if (method === 'OPTIONS') {
      response.writeHead(204).end();
      return;
    }
    if (!url.startsWith('/v1/uploads')) {
      await forward(vault.url ?? '', request, response);
      return;
    }
    if (method === 'POST') {
      const id = randomBytes(16).toString('hex');
      const file = fs.openSync(path.join(folder, id), 'w');
      uploads.set(id, { file, length: Number(request.headers['upload-length']), offset: 0 });
      response.writeHead(201, { Location: `/v1/uploads/${id}` }).end();
      return;
    }
    const upload = uploads.get(url.split('/')[3]);
    if (!upload) {
      response.writeHead(404).end();
      return;
    }
    if (method === 'PATCH') {
      const hash = createHash('sha256');
      for await (const part of request) {
        hash.update(part);
        upload.offset += fs.writeSync(upload.file, part);
      }
      fs.fsyncSync(upload.file);
      const good = request.headers['upload-checksum'] === `sha256 ${hash.digest('base64')}`;
      response.writeHead(good ? 204 : 460, { 'Upload-Offset': String(upload.offset) }).end();
      return;
    }
    const state = upload.offset === upload.length ? 'stored' : 'receiving';
    response.writeHead(200, { 'Content-Type': 'application/json', 'Upload-Offset': String(upload.offset) });
    response.end(JSON.stringify({ offset: upload.offset, length: upload.length, state }));
  });
  await new Promise((go) => server.listen(0, '127.0.0.1', () => go(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const p12 = fs.readFileSync(ownPath('signing/ecdsa.p12')).toString('base64');
  return {
    target: { vault: `http://localhost:${port}`, tenderRef: vault.tenderRef, p12 },
    async close() {
      server.closeAllConnections();
      server.close();
      uploads.forEach((u) => fs.closeSync(u.file));
      await vault.close();
    },
  };
}

/** @param {string} base @param {http.IncomingMessage} request @param {http.ServerResponse} response */
async function forward(base, request, response) {
  const parts = [];
  for await (const part of request) {
    parts.push(part);
  }
  const { method, headers } = request;
  const body = parts.length > 0 ? Buffer.concat(parts) : undefined;
  const kept = { authorization: headers.authorization ?? '', 'content-type': headers['content-type'] ?? 'text/plain' };
  const answer = await fetch(`${base}${request.url}`, { method, body, headers: kept });
  response.writeHead(answer.status, { 'Content-Type': answer.headers.get('content-type') ?? 'text/plain' });
  response.end(Buffer.from(await answer.arrayBuffer()));
}
