-- Windows and their way to the ledger (Ledger 5 and 8). Tables window_log, outbox and window_proof hold nothing of tenders or bidders
-- before an opening, and have the same rows whatever happened.

-- Sealed under the master key of the vault's key folder.
create table day_key (
    day date primary key,
    sealed bytea not null
);

create table window_log (
    n bigint primary key,
    state text not null check (state in ('open', 'cut', 'signed', 'mined', 'proved')),
    root bytea,
    pad_commit bytea,
    cut_at timestamptz,
    prev_head bytea,
    head bytea,
    anchored_at bigint
);
create index window_log_unfinished on window_log (n) where state <> 'proved';

create table leaf (
    commitment bytea primary key,
    window_n bigint not null references window_log,
    receipt_no bytea not null references submission
);
create index leaf_by_window on leaf (window_n);

create table outbox (
    id bigint generated always as identity primary key,
    signer bytea not null check (octet_length(signer) = 20),
    kind text not null,
    first_window bigint,
    last_window bigint,
    ref bytea,
    call_to bytea,
    call_data bytea,
    gas_limit bigint,
    nonce bigint,
    raw_tx bytea,
    tx_hash bytea unique,
    status text not null check (status in ('queued', 'signed', 'mined', 'failed')),
    block_number bigint,
    block_hash bytea,
    block_time bigint,
    attempts integer not null default 0,
    queued_at timestamptz not null,
    unique (signer, nonce)
);
create index outbox_unfinished on outbox (signer, id) where status in ('queued', 'signed');
create index outbox_by_ref on outbox (ref, kind) where ref is not null;
create index outbox_by_block on outbox (block_number);

create table window_proof (
    window_n bigint not null references window_log,
    revision integer not null,
    tx_hash bytea not null,
    block_number bigint not null,
    block_hash bytea not null,
    header_rlp bytea not null,
    account_proof bytea[] not null,
    storage_key bytea not null,
    storage_proof bytea[] not null,
    primary key (window_n, revision)
);

create table offline_receipt (
    receipt_no bytea not null references submission,
    revision integer not null,
    body bytea not null,
    primary key (receipt_no, revision)
);

grant select, insert on day_key, window_log, leaf, outbox, window_proof, offline_receipt to "$program$";
grant update (state, root, pad_commit, cut_at, prev_head, head, anchored_at) on window_log to "$program$";
grant update (nonce, raw_tx, tx_hash, status, block_number, block_hash, block_time, attempts) on outbox to "$program$";
grant usage on sequence outbox_id_seq to "$program$";
