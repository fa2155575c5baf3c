-- Changes of the trust list: one administrator proposes, another one decides, both sign. The list of the set-up lies in its folder; what is
-- decided here is added to it or taken from it at once.

create table trust_change (
    id uuid primary key,
    kind text not null check (kind in ('Add', 'Remove')),
    name text not null,
    fingerprint bytea not null check (octet_length(fingerprint) = 32),
    certificate bytea not null,
    reason text not null check (length(reason) between 1 and 500),
    statement_json text not null,
    proposed_at timestamptz not null,
    proposed_by uuid not null references person,
    proposed_with bytea not null check (octet_length(proposed_with) = 32),
    proposal_message bytea not null,
    decided_at timestamptz,
    decision text check (decision in ('Approved', 'Rejected')),
    decided_by uuid references person,
    decided_with bytea check (octet_length(decided_with) = 32),
    decision_message bytea,
    check (
        (decided_at is null) = (decision is null)
        and (decided_at is null) = (decided_by is null)
        and (decided_at is null) = (decided_with is null)
        and (decided_at is null) = (decision_message is null)
    ),
    -- Four eyes: another person with another key.
    constraint trust_change_four_eyes check (decided_by <> proposed_by and decided_with <> proposed_with)
);
-- One open proposal about one certificate.
create unique index trust_change_open on trust_change (fingerprint) where decided_at is null;
create index trust_change_decided on trust_change (decided_at) where decision = 'Approved';

create function keep_trust_change() returns trigger language plpgsql as $$
begin
    if old.decided_at is not null then
        raise exception 'a proposal is decided once' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger keep_trust_change before update on trust_change for each row execute function keep_trust_change();

grant select, insert on trust_change to "$app$";
grant update (decided_at, decision, decided_by, decided_with, decision_message) on trust_change to "$app$";
