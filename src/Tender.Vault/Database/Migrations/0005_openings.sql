-- Closed sets, answers of custodians, opened bids. Nothing of it exists before a deadline.

create table bid_set (
    tender_ref bytea not null references tender,
    phase smallint not null,
    set_root bytea not null,
    count integer not null,
    closed_at timestamptz not null,
    primary key (tender_ref, phase)
);

create table set_entry (
    tender_ref bytea not null,
    phase smallint not null,
    commitment bytea not null,
    receipt_no bytea not null references submission,
    header_hash bytea not null,
    tree_root bytea not null,
    statement_hash bytea not null,
    org_code text not null,
    company text not null,
    primary key (tender_ref, phase, commitment),
    foreign key (tender_ref, phase) references bid_set
);

create table partial_opening (
    tender_ref bytea not null,
    phase smallint not null,
    seat smallint not null,
    message_hash bytea not null,
    message bytea not null,
    state text not null check (state in ('verified', 'wrong')),
    reason text not null,
    received_at timestamptz not null,
    primary key (tender_ref, phase, seat, message_hash),
    foreign key (tender_ref, phase) references bid_set
);
-- One answer of a seat counts.
create unique index partial_opening_one_verified on partial_opening (tender_ref, phase, seat) where state = 'verified';

create table opening (
    tender_ref bytea not null,
    phase smallint not null,
    record text not null,
    salt bytea not null,
    record_hash bytea not null,
    combined_at timestamptz not null,
    primary key (tender_ref, phase),
    foreign key (tender_ref, phase) references bid_set
);

create table opened_bid (
    tender_ref bytea not null,
    phase smallint not null,
    commitment bytea not null,
    state text not null check (state in ('open', 'unread')),
    reason text,
    summary bytea,
    primary key (tender_ref, phase, commitment),
    foreign key (tender_ref, phase, commitment) references set_entry
);

create table part_key (
    tender_ref bytea not null,
    phase smallint not null,
    commitment bytea not null,
    part_id smallint not null,
    -- Null when the envelope is garbage: anyone recomputes that from the answers.
    key bytea,
    reason text,
    primary key (tender_ref, phase, commitment, part_id),
    foreign key (tender_ref, phase, commitment) references set_entry
);

grant select, insert on bid_set, set_entry, partial_opening, opening, opened_bid, part_key to "$program$";
