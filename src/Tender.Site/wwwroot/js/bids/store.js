// What stays on this device (IndexedDB): drafts, sealed pieces until the bid is handed in, and every commit with its
// key before it is sent. Secrets of a sealed file are here only inside the key file, under the bidder's password.

/** @typedef {import('../sealing/bytes.js').Bytes} Bytes */
/** @typedef {import('../vault/submission.js').PendingCommit} PendingCommit */

/**
 * @typedef {object} Draft of one tender
 * @property {string} tenderRef
 * @property {Record<string, string>} fields the bid summary as typed
 * @property {string[]} fileNames chosen last; the files themselves have to be chosen again
 *
 * @typedef {object} SealedRecord one sealed file: being sealed; whole; whole at the vault; handed in. Of the last only the
 * key file stays here
 * @property {string} id
 * @property {string} tenderRef
 * @property {string} orgCode
 * @property {'sealing' | 'sealed' | 'sent' | 'submitted'} state
 * @property {string} keySetId
 * @property {string} docHash
 * @property {string} bidNonce
 * @property {number} flags
 * @property {number} fileSize
 * @property {string} headerHash
 * @property {string} treeRoot empty while sealing
 * @property {number} leafCount
 * @property {Bytes | null} keyFile
 * @property {string | null} uploadUrl
 *
 * @typedef {{ id: string, index: number, blob: Blob, sha256: Uint8Array }} Piece
 */

const name = 'tender-bids';
const version = 1;

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const finished = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** @param {IDBTransaction} transaction @returns {Promise<void>} */
const completed = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });

/** @param {IDBFactory} factory */
export async function openStore(factory = indexedDB) {
  const opening = factory.open(name, version);
  opening.onupgradeneeded = () => {
    const db = opening.result;
    db.createObjectStore('drafts', { keyPath: 'tenderRef' });
    db.createObjectStore('sealed', { keyPath: 'id' }).createIndex('tenderRef', 'tenderRef');
    db.createObjectStore('pieces', { keyPath: ['id', 'index'] });
    db.createObjectStore('commits', { keyPath: 'key' }).createIndex('tenderRef', 'tenderRef');
  };
  return new BidStore(await finished(opening));
}

export class BidStore {
  #db;

  /** @param {IDBDatabase} db */
  constructor(db) {
    this.#db = db;
  }

  /** @param {string} store @param {any} value @param {IDBTransactionDurability} durability */
  async #put(store, value, durability = 'strict') {
    const transaction = this.#db.transaction(store, 'readwrite', { durability });
    transaction.objectStore(store).put(value);
    await completed(transaction);
  }

  /** @param {string} store @param {IDBValidKey} key @returns {Promise<any>} */
  #get(store, key) {
    return finished(this.#db.transaction(store).objectStore(store).get(key));
  }

  /** @param {string} store @param {string} tenderRef @returns {Promise<any[]>} */
  #list(store, tenderRef) {
    return finished(this.#db.transaction(store).objectStore(store).index('tenderRef').getAll(tenderRef));
  }

  /** @param {string} tenderRef @returns {Promise<Draft | undefined>} */
  readDraft(tenderRef) {
    return this.#get('drafts', tenderRef);
  }

  /** @param {Draft} draft */
  saveDraft(draft) {
    return this.#put('drafts', draft);
  }

  /** @param {string} tenderRef @returns {Promise<SealedRecord[]>} */
  listSealed(tenderRef) {
    return this.#list('sealed', tenderRef);
  }

  /** @param {SealedRecord} record */
  saveSealed(record) {
    return this.#put('sealed', record);
  }

  /** Removes a sealed file with its pieces. @param {string} id */
  async removeSealed(id) {
    const transaction = this.#db.transaction('sealed', 'readwrite');
    transaction.objectStore('sealed').delete(id);
    await completed(transaction);
    await this.removePieces(id);
  }

  /** @param {string} id */
  async removePieces(id) {
    const transaction = this.#db.transaction('pieces', 'readwrite');
    transaction.objectStore('pieces').delete(IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER]));
    await completed(transaction);
  }

  /** A lost piece costs a new sealing, no more: it need not be forced to the disk. @param {Piece} piece */
  savePiece(piece) {
    return this.#put('pieces', piece, 'relaxed');
  }

  /** @param {string} id @param {number} index @returns {Promise<Piece | undefined>} */
  readPiece(id, index) {
    return this.#get('pieces', [id, index]);
  }

  /** On the disk before anything is sent. @param {PendingCommit} commit */
  save(commit) {
    return this.#put('commits', commit);
  }

  /** @param {string} tenderRef @returns {Promise<PendingCommit[]>} */
  listCommits(tenderRef) {
    return this.#list('commits', tenderRef);
  }

  close() {
    this.#db.close();
  }
}
