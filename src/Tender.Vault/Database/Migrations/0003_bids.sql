-- Uploads, stored files, statements. No row of a commit is ever changed or removed.

create table upload (
    id bytea primary key check (octet_length(id) = 16),
    org_code text not null,
    tender_ref bytea not null references tender,
    length bigint not null check (length > 0),
    -- Bytes that were durable when this was written.
    received bigint not null default 0 check (received between 0 and length),
    state text not null check (state in ('receiving', 'stored', 'refused')),
    problem text,
    header_hash bytea,
    tree_root bytea,
    leaf_count bigint,
    created_at timestamptz not null,
    first_at timestamptz,
    last_at timestamptz,
    expires_at timestamptz not null
);
create index upload_by_owner on upload (org_code, tender_ref);
create index upload_by_expiry on upload (expires_at) where state = 'receiving';

create table stored_file (
    org_code text not null,
    tree_root bytea not null check (octet_length(tree_root) = 32),
    tender_ref bytea not null references tender,
    length bigint not null,
    flags smallint not null,
    header bytea not null,
    header_hash bytea not null,
    leaf_hashes bytea not null,
    first_at timestamptz not null,
    last_at timestamptz not null,
    primary key (org_code, tree_root)
);

-- Ephemeral points and IVs of committed files: none is ever seen in a second file.
create table spent_value (
    value bytea primary key,
    org_code text not null,
    tree_root bytea not null
);

-- One row per bidder and section: the lock that puts racing statements of a bidder in order, and where its chain of statements stands.
create table bidder (
    tender_ref bytea not null references tender,
    org_code text not null,
    last_seq bigint not null default 0,
    last_commitment bytea not null default decode(repeat('00', 32), 'hex'),
    -- The version that counts; null after a withdrawal.
    current_receipt bytea,
    primary key (tender_ref, org_code)
);

create table submission (
    receipt_no bytea primary key check (octet_length(receipt_no) = 16),
    tender_ref bytea not null references tender,
    org_code text not null,
    company text not null,
    action text not null check (action in ('submit', 'replace', 'withdraw')),
    seq bigint not null,
    verdict text not null check (verdict in ('accepted', 'refused')),
    reason text not null,
    commitment bytea not null check (octet_length(commitment) = 32),
    tree_root bytea not null,
    header_hash bytea not null,
    statement bytea not null,
    statement_hash bytea not null,
    receipt bytea not null,
    t_statement timestamptz not null,
    t_commit timestamptz not null,
    window_n bigint,
    audit_seq bigint not null,
    seq_salt bytea not null,
    check ((verdict = 'accepted') = (window_n is not null))
);
create unique index submission_accepted_once on submission (statement_hash) where verdict = 'accepted';
create unique index submission_commitment_once on submission (commitment) where verdict = 'accepted';
create unique index submission_seq_once on submission (tender_ref, org_code, seq) where verdict = 'accepted';
create index submission_by_owner on submission (org_code, tender_ref, t_commit);

create table commit_key (
    org_code text not null,
    key bytea not null check (octet_length(key) = 16),
    body_hash bytea not null,
    receipt_no bytea not null references submission,
    at timestamptz not null,
    primary key (org_code, key)
);

create trigger submission_is_append_only before update or delete or truncate on submission
for each statement execute function refuse_change();
create trigger commit_key_is_append_only before update or delete or truncate on commit_key
for each statement execute function refuse_change();

grant select, insert, delete on upload to "$program$";
grant update (received, state, problem, header_hash, tree_root, leaf_count, first_at, last_at) on upload to "$program$";
grant select, insert on stored_file, spent_value, bidder, submission, commit_key to "$program$";
grant update (last_seq, last_commitment, current_receipt) on bidder to "$program$";
