// Sealing and sending as one stream: a piece is sent as soon as it is sealed and stored here. The file is "ready" only
// when it was read again, opened with its own keys, and gave the same root; until then nothing can be submitted.

import { equal, hex, unhex } from '../sealing/bytes.js';
import { SealingError } from '../sealing/errors.js';
import { flagPadded } from '../sealing/header.js';
import { writeKeyFile } from '../sealing/keyfile.js';
import { proveOwnFile } from '../sealing/open.js';
import { draw, systemRandom } from '../sealing/random.js';
import { startRun } from '../sealing/seal.js';
import { endUpload, fetchUpload, startUpload } from '../vault/upload.js';
import { PieceFile } from './pieces.js';

/** @typedef {import('./store.js').BidStore} BidStore */
/** @typedef {import('./store.js').SealedRecord} SealedRecord */
/** @typedef {import('../sealing/seal.js').SealRequest} SealRequest */
/** @typedef {{ seal: (done: number, total: number) => void, prove: (done: number, total: number) => void, send: (done: number, total: number) => void, wait?: (waits: boolean) => void }} Progress */

/** UUID with its hyphens. @param {string} lot 32 hex digits */
const uuid = (lot) => lot.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

export class Transfer {
  /** @type {import('../vault/upload.js').RunningUpload | null} */
  #upload = null;
  /** @type {{ content: import('../sealing/keyfile.js').KeyFileContent, password: string } | null} */
  #keys = null;

  /**
   * @param {BidStore} store @param {import('../vault/http.js').VaultClient} client with a session
   * @param {SealedRecord} record @param {PieceFile} file @param {Progress} progress
   */
  constructor(store, client, record, file, progress) {
    this.store = store;
    this.client = client;
    this.record = record;
    this.file = file;
    this.progress = progress;
  }

  /**
   * Draws all keys; nothing is sealed yet.
   * @param {BidStore} store @param {import('../vault/http.js').VaultClient} client @param {SealRequest} request
   * @param {string} password of the key file @param {Progress} progress
   */
  static async begin(store, client, request, password, progress) {
    const run = await startRun(request);
    /** @type {SealedRecord} */
    const record = {
      ...{ id: hex(draw(systemRandom, 16)), tenderRef: hex(request.tenderRef), orgCode: request.uscc },
      ...{ state: 'sealing', keySetId: hex(request.keySetId), docHash: hex(request.docHash) },
      ...{ bidNonce: hex(request.bidNonce), flags: request.padded ? flagPadded : 0, fileSize: run.fileSize },
      ...{ headerHash: '', treeRoot: '', leafCount: 0, keyFile: null, uploadUrl: null },
    };
    await store.saveSealed(record);
    const transfer = new Transfer(store, client, record, new PieceFile(store, record.id, run.fileSize), progress);
    return { transfer, sealing: transfer.#seal(run, password, uuid(hex(request.lot))) };
  }

  /** Goes on with a file that was sealed before. @param {BidStore} store @param {import('../vault/http.js').VaultClient} client @param {SealedRecord} record @param {Progress} progress */
  static resume(store, client, record, progress) {
    const file = new PieceFile(store, record.id, record.fileSize, record.fileSize);
    return new Transfer(store, client, record, file, progress);
  }

  /** @param {import('../sealing/seal.js').SealingRun} run @param {string} password @param {string} lot */
  async #seal(run, password, lot) {
    const { record, file, progress } = this;
    await file.write(run.bytes(), (done) => progress.seal(done, run.fileSize));
    const summary = await run.summary();
    let proven = 0;
    const own = await proveOwnFile(await file.asBlob(), run.secrets, (count) => {
      proven += count;
      progress.prove(proven, run.fileSize);
    });
    if (!equal(own.treeRoot, summary.treeRoot) || !equal(own.headerHash, summary.headerHash)) {
      throw new SealingError('Root', 0, 'the stored file is not the one that was sealed');
    }
    progress.prove(run.fileSize, run.fileSize);
    record.headerHash = hex(summary.headerHash);
    record.treeRoot = hex(summary.treeRoot);
    record.leafCount = summary.leafCount;
    this.#keys = { content: this.#keyFileContent(run.secrets, lot), password };
    record.keyFile = await writeKeyFile(this.#keys.content, password);
    record.state = 'sealed';
    await this.store.saveSealed(record);
  }

  /** @param {import('../sealing/seal.js').PartSecret[]} secrets @param {string} lot @returns {import('../sealing/keyfile.js').KeyFileContent} */
  #keyFileContent(secrets, lot) {
    const { tenderRef, keySetId, orgCode, bidNonce, headerHash, treeRoot, fileSize, leafCount } = this.record;
    const parts = secrets.map(({ partId, secret }) => ({ partId, secret: hex(secret) }));
    return {
      ...{ v: 1, suite: 1, tenderRef, lot, keySetId, orgCode, bidNonce },
      ...{ files: [{ headerHash, treeRoot, fileSize, leafCount, parts }], submissions: [] },
    };
  }

  /** Sends what the vault does not have yet; resolves when all of it is there. */
  async send() {
    const { client, record, file, progress } = this;
    this.#upload = startUpload({
      ...{ client, tenderRef: record.tenderRef, slices: file, url: record.uploadUrl },
      onUrl: (url) => {
        record.uploadUrl = url;
        void this.store.saveSealed(record);
      },
      onProgress: (sent) => progress.send(sent, record.fileSize),
      onWait: (waits) => progress.wait?.(waits),
    });
    await this.#upload.done;
  }

  /** Whether the vault stored exactly this file. Only after sealing and sending have ended. */
  async confirm() {
    const { client, record } = this;
    const stored = await fetchUpload(client, record.uploadUrl ?? '');
    if (stored.state !== 'stored') {
      return stored.problem ?? 'ET-9001';
    }
    if (stored.treeRoot && !equal(unhex(stored.treeRoot), unhex(record.treeRoot))) {
      throw new SealingError('Root', 0, 'the vault has another file');
    }
    record.state = 'sent';
    await this.store.saveSealed(record);
    return null;
  }

  /** The file was handed in: its pieces go, its key file stays, with the receipt while the password is still known. @param {import('../vault/submission.js').PendingCommit} commit */
  async close({ key, statement, receipt, receiptNo }) {
    const { record, store } = this;
    if (this.#keys) {
      const submission = { idempotencyKey: key, statement, receipt, receiptNo, offlineReceipt: null };
      const content = { ...this.#keys.content, submissions: [submission] };
      record.keyFile = await writeKeyFile(content, this.#keys.password);
    }
    record.state = 'submitted';
    await store.saveSealed(record);
    await store.removePieces(record.id);
  }

  async pause() {
    await this.#upload?.pause();
  }

  /** Throws the file away, here and at the vault. */
  async discard() {
    const { store, client, record } = this;
    await this.pause();
    await store.removeSealed(record.id);
    if (record.uploadUrl) {
      await endUpload(client, record.uploadUrl);
    }
  }
}
