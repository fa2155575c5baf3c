// What all panels of the page share. The page is the same for everybody; whatever is personal begins in here.

/**
 * @typedef {object} PageFacts what the server wrote into the page: public, and the same for everybody
 * @property {string} vault
 * @property {string} no public number of the tender
 * @property {string} tenderRef
 * @property {string} lot 32 hex digits
 * @property {string} docHash
 * @property {number | null} ceilingFen
 * @property {number} maxBytes
 * @property {number} maxFiles
 * @property {{ name: string, version: string, hash: string }} tool
 *
 * @typedef {object} BidState
 * @property {import('../vault/tender.js').TenderFacts | null} tender
 * @property {import('../vault/tender.js').CheckedKeySet | null} keySet
 * @property {import('../signing/signer.js').Signer | null} signer
 * @property {import('../vault/session.js').VaultSession | null} session
 * @property {import('../vault/submission.js').Submission[]} submissions
 * @property {Awaited<ReturnType<typeof import('./bid.js').planNext>> | null} next
 * @property {import('./files.js').ChosenFile[]} files
 * @property {import('./bid.js').BidSummary | null} summary
 * @property {boolean} touched whether a field of the summary was filled
 * @property {boolean} confirmed
 * @property {import('./store.js').SealedRecord | null} sealed
 * @property {import('./store.js').SealedRecord[]} keyFiles sealed files whose key file is on this device
 * @property {boolean} running sealing or sending is under way
 * @property {import('../vault/submission.js').PendingCommit | null} commit the last one that was sent from here
 *
 * @typedef {object} Context
 * @property {PageFacts} page
 * @property {import('./view.js').View} view
 * @property {import('../vault/clock.js').VaultClock} clock
 * @property {import('../vault/http.js').VaultClient} client without a session
 * @property {import('./store.js').BidStore} store
 * @property {BidState} state
 * @property {() => void} refresh shows the state after it changed
 * @property {() => void} change something of the bid changed: what was confirmed or committed is about an earlier one
 * @property {(panel: string) => void} go opens a panel
 */

/** @param {HTMLElement} root @returns {PageFacts} */
export function readPageFacts(root) {
  const { vault, no, tenderRef, lot, docHash, ceiling, maxBytes, maxFiles, toolVersion, toolHash } = root.dataset;
  return {
    vault: vault ?? '',
    no: no ?? '',
    tenderRef: tenderRef ?? '',
    lot: lot ?? '',
    docHash: docHash ?? '',
    ceilingFen: ceiling ? Number(ceiling) : null,
    maxBytes: Number(maxBytes),
    maxFiles: Number(maxFiles),
    tool: { name: 'tender-browser', version: toolVersion ?? '', hash: toolHash ?? '' },
  };
}

/** @returns {BidState} */
export const emptyState = () => ({
  ...{ tender: null, keySet: null, signer: null, session: null, submissions: [], next: null, files: [] },
  ...{ summary: null, touched: false, confirmed: false, sealed: null, keyFiles: [], running: false, commit: null },
});
