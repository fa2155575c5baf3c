// Sends a sealed file to the vault by tus 1.0: pieces of 4 MiB, each with its SHA-256; it goes on where it stopped.

import { Upload } from '../../lib/tus.js';
import { VaultProblem, VaultUnreachable } from './http.js';
import { createReader } from './source.js';

export const pieceLength = 4 * 1024 * 1024;

/**
 * @typedef {object} UploadRequest
 * @property {import('./http.js').VaultClient} client with a session
 * @property {string} tenderRef
 * @property {import('./source.js').Slices} slices
 * @property {string | null} url of an upload that was begun
 * @property {(url: string) => void} onUrl to be remembered before the first piece
 * @property {(sent: number) => void} onProgress bytes that left this computer
 * @property {(waits: boolean) => void} [onWait] the connection is lost and tried again by itself; or it is back
 * @property {number[]} [retryDelays] milliseconds
 *
 * @typedef {{ done: Promise<string>, pause: () => Promise<void> }} RunningUpload done gives the address of the complete upload
 */

const patience = [0, 1_000, 2_000, 3_000, 5_000, 5_000, 10_000, 10_000, 20_000, 30_000];

export class UploadFailed extends Error {
  /** @param {number} status of the last answer, 0 without one @param {string} body of it @param {unknown} cause */
  constructor(status, body, cause) {
    super(`upload failed with status ${status}`, { cause });
    this.name = 'UploadFailed';
    this.status = status;
    this.body = body;
  }
}

/** @param {UploadRequest} request @returns {RunningUpload} */
export function startUpload({ client, tenderRef, slices, url, onUrl, onProgress, onWait = () => {}, retryDelays = patience }) {
  const reader = createReader(slices);
  /** @type {(url: string) => void} */
  let succeed;
  /** @type {(error: unknown) => void} */
  let fail;
  const done = new Promise((resolve, reject) => {
    [succeed, fail] = [resolve, reject];
  });
  // The library's types know only files of the disk; a reader of one's own takes anything.
  const upload = new Upload(/** @type {any} */ (slices), {
    endpoint: `${client.base}/v1/uploads`,
    uploadUrl: url,
    uploadSize: slices.size,
    chunkSize: pieceLength,
    metadata: { tenderRef },
    headers: client.authorization,
    retryDelays,
    storeFingerprintForResuming: false,
    fingerprint: async () => tenderRef,
    fileReader: /** @type {any} */ (reader),
    onBeforeRequest(request) {
      if (request.getMethod() === 'PATCH') {
        request.setHeader('Upload-Checksum', reader.checksum());
      }
    },
    onShouldRetry(error) {
      const passing = isPassing(error.originalResponse?.getStatus() ?? 0);
      onWait(passing);
      return passing;
    },
    onChunkComplete: () => onWait(false),
    onUploadUrlAvailable: () => onUrl(upload.url ?? ''),
    onProgress: (sent) => onProgress(sent),
    onSuccess: () => succeed(upload.url ?? ''),
    onError(error) {
      const response = 'originalResponse' in error ? error.originalResponse : null;
      fail(new UploadFailed(response?.getStatus() ?? 0, response?.getBody() ?? '', error));
    },
  });
  upload.start();
  return { done, pause: () => upload.abort() };
}

/** No answer, a busy writer, a piece damaged on the way, or the server's own trouble. @param {number} status */
const isPassing = (status) => status === 0 || status === 409 || status === 423 || status === 460 || status >= 500;

/** @param {string} url */
const pathOf = (url) => `/v1/uploads/${url.slice(url.lastIndexOf('/') + 1)}`;

/**
 * Gives an upload up (tus termination). One that the vault no longer has, or cannot be asked about now, expires by itself.
 * @param {import('./http.js').VaultClient} client @param {string} url
 */
export async function endUpload(client, url) {
  try {
    await client.call('DELETE', pathOf(url), { headers: { 'Tus-Resumable': '1.0.0' } });
  } catch (error) {
    if (!(error instanceof VaultProblem || error instanceof VaultUnreachable)) {
      throw error;
    }
  }
}

/**
 * What the vault found in a complete upload.
 * @param {import('./http.js').VaultClient} client @param {string} url
 * @returns {Promise<{ id: string, state: 'receiving' | 'stored' | 'refused', treeRoot: string | null, problem?: any }>}
 */
export const fetchUpload = (client, url) => client.get(pathOf(url));
