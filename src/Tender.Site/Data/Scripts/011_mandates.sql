-- A tenderee's signed statement that an agent may act for it, for one named project or for all (regulation 14). It is revoked, never removed.

create table mandate (
    id uuid primary key,
    tenderee_id uuid not null references organisation,
    agent_id uuid not null references organisation,
    project text check (length(project) between 1 and 200),
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    statement_json text not null,
    statement_hash bytea not null unique check (octet_length(statement_hash) = 32),
    signature bytea not null,
    granted_at timestamptz not null,
    revoked_at timestamptz,
    revoked_by_id uuid references organisation,
    revocation_json text,
    revocation_signature bytea,
    check (tenderee_id <> agent_id),
    check (ends_at > starts_at),
    check (revoked_at >= granted_at),
    check (revoked_by_id in (tenderee_id, agent_id)),
    check (
        (revoked_at is null) = (revoked_by_id is null)
        and (revoked_at is null) = (revocation_json is null)
        and (revoked_at is null) = (revocation_signature is null)
    )
);
create index mandate_pair on mandate (agent_id, tenderee_id);
create index mandate_tenderee on mandate (tenderee_id);

create function keep_mandate() returns trigger language plpgsql as $$
begin
    if old.revoked_at is not null
        or to_jsonb(new) - '{revoked_at,revoked_by_id,revocation_json,revocation_signature}'::text[]
            is distinct from to_jsonb(old) - '{revoked_at,revoked_by_id,revocation_json,revocation_signature}'::text[]
    then
        raise exception 'a mandate is revoked once and not changed' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger keep_mandate before update on mandate for each row execute function keep_mandate();

grant select, insert on mandate to "$app$";
grant update (revoked_at, revoked_by_id, revocation_json, revocation_signature) on mandate to "$app$";
