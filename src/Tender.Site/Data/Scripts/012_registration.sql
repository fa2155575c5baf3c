-- What an organisation says of itself, what the licence register said, and how further certificates are bound.

alter table organisation
    add column contact text not null default '' check (length(contact) <= 200),
    add column confirmed_at timestamptz,
    add column licence_outcome text check (licence_outcome in ('Match', 'Name', 'Status', 'Missing', 'Unavailable')),
    add column licence_name text,
    add column licence_checked_at timestamptz;

-- Ending a binding ends the sessions that stand on it.
delete from session;
alter table session add column certificate text not null;

-- A certificate that asks to be bound, signed with itself. One that an older certificate signs as well is bound at once; one without waits
-- until due_at, and anybody of the organisation may refuse it until then.
create table binding_request (
    id uuid primary key,
    organisation_id uuid not null references organisation,
    fingerprint bytea not null check (octet_length(fingerprint) = 32),
    signer_name text not null,
    issuer text not null,
    not_after timestamptz not null,
    message bytea not null,
    requested_at timestamptz not null,
    due_at timestamptz not null,
    decided_at timestamptz,
    decision text check (decision in ('Bound', 'Refused', 'Matured')),
    decided_by bytea check (octet_length(decided_by) = 32),
    decision_message bytea,
    check (due_at > requested_at),
    check ((decided_at is null) = (decision is null)),
    check (decision is null or (decision = 'Matured') = (decided_by is null)),
    check (decision is distinct from 'Matured' or decided_at >= due_at)
);
create unique index binding_request_open on binding_request (fingerprint) where decided_at is null;
create index binding_request_organisation on binding_request (organisation_id);

create function keep_decision() returns trigger language plpgsql as $$
begin
    if old.decided_at is not null then
        raise exception 'a request is decided once' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger keep_decision before update on binding_request for each row execute function keep_decision();

grant update (contact, confirmed_at, licence_outcome, licence_name, licence_checked_at) on organisation to "$app$";
grant select, insert on binding_request to "$app$";
grant update (decided_at, decision, decided_by, decision_message) on binding_request to "$app$";
