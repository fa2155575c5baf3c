-- Keys that custodians made in advance, and the sections that bids are for.

create table key_pool (
    pool_id bytea primary key check (octet_length(pool_id) = 16),
    k smallint not null,
    n smallint not null,
    m integer not null,
    ext bytea not null check (octet_length(ext) = 32),
    policy text not null,
    state text not null check (state in ('joining', 'round1', 'round3', 'closed', 'aborted')),
    culprit smallint,
    created_at timestamptz not null,
    -- When the round that is open began.
    moved_at timestamptz not null,
    expires_at timestamptz not null,
    check (2 <= k and k < n and n <= 15)
);
-- One ceremony at a time.
create unique index key_pool_one_open on key_pool ((true)) where state in ('joining', 'round1', 'round3');

create table pool_seat (
    pool_id bytea not null references key_pool,
    seat smallint not null,
    organisation text not null,
    org_code text not null,
    public_key bytea,
    account bytea,
    statement bytea,
    deals bytea[],
    signatures bytea[],
    primary key (pool_id, seat)
);

create table key_set (
    key_set_id bytea primary key check (octet_length(key_set_id) = 32),
    pool_id bytea not null references key_pool,
    index integer not null,
    certificate bytea not null,
    messages bytea[] not null,
    expires_at timestamptz not null,
    -- One key for one section, for ever.
    tender_ref bytea unique,
    unique (pool_id, index)
);

create table tender (
    tender_ref bytea primary key check (octet_length(tender_ref) = 32),
    lot bytea not null check (octet_length(lot) = 16),
    doc_hash bytea not null check (octet_length(doc_hash) = 32),
    deadline timestamptz not null,
    min_bids smallint not null check (min_bids between 1 and 255),
    suite smallint not null,
    objection_seconds integer not null check (objection_seconds between 0 and 3600),
    readers text[] not null,
    state text not null check (
        state in ('registering', 'keyed', 'closed', 'sealed', 'opening', 'opened', 'failed', 'cancelled')
    ),
    held boolean not null default false,
    phase smallint not null default 1,
    key_set_id bytea references key_set,
    registered_at timestamptz not null,
    objection_until timestamptz
);
create index tender_by_deadline on tender (deadline) where state in ('registering', 'keyed');
alter table key_set add foreign key (tender_ref) references tender;

-- A deadline only moves later. Against our own bugs.
create function deadline_never_earlier() returns trigger language plpgsql as $$
begin
    if new.deadline < old.deadline then
        raise exception 'a deadline never moves earlier' using errcode = 'check_violation';
    end if;
    return new;
end;
$$;
create trigger deadline_never_earlier before update of deadline on tender
for each row execute function deadline_never_earlier();

create table tender_order (
    content_hash bytea primary key,
    tender_ref bytea not null references tender,
    action text not null check (action in ('register', 'extend', 'hold', 'resume', 'cancel')),
    deadline timestamptz,
    notice_hash bytea,
    nonce bytea not null unique,
    message bytea not null,
    signer text not null,
    received_at timestamptz not null,
    state text not null check (state in ('pending', 'applied', 'failed'))
);
create unique index tender_order_one_pending on tender_order (tender_ref) where state = 'pending' and action <> 'register';

grant select, insert on key_pool, pool_seat, key_set, tender, tender_order to "$program$";
grant update (state, culprit, moved_at) on key_pool to "$program$";
grant update (public_key, account, statement, deals, signatures) on pool_seat to "$program$";
grant update (tender_ref) on key_set to "$program$";
grant update (deadline, state, held, phase, key_set_id, objection_until) on tender to "$program$";
grant update (state) on tender_order to "$program$";
