-- Objections to documents (row 12), their replies, and orders of supervising authorities (rows 13, 14, 43; R-132).

create table objection (
    id uuid primary key,
    section_id uuid not null references section,
    text text not null check (length(text) between 1 and 5000),
    filed_at timestamptz not null,
    late boolean not null,
    reply_due timestamptz not null check (reply_due > filed_at),
    hash bytea not null unique check (octet_length(hash) = 32),
    reply text check (length(reply) between 1 and 5000),
    affects_bids boolean,
    replied_at timestamptz check (replied_at >= filed_at),
    reply_json text,
    reply_hash bytea check (octet_length(reply_hash) = 32),
    reply_signature bytea,
    check (
        (replied_at is null) = (reply is null)
        and (replied_at is null) = (affects_bids is null)
        and (replied_at is null) = (reply_json is null)
        and (replied_at is null) = (reply_hash is null)
        and (replied_at is null) = (reply_signature is null)
    )
);
create index objection_section on objection (section_id);

-- Who objected, with the signed message: the program may write this and cannot read it, as with those who ask.
create table objection_party (
    objection_id uuid primary key references objection,
    organisation_id uuid not null references organisation,
    person_id uuid not null references person,
    origin text not null,
    salt bytea not null check (octet_length(salt) = 32),
    json text not null,
    signature bytea not null
);

create function keep_objection() returns trigger language plpgsql as $$
declare
    free constant text[] := '{reply,affects_bids,replied_at,reply_json,reply_hash,reply_signature}';
begin
    if old.replied_at is not null or to_jsonb(new) - free is distinct from to_jsonb(old) - free then
        raise exception 'an objection is answered once and not changed' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger keep_objection before update on objection for each row execute function keep_objection();

create table supervisor_order (
    id uuid primary key,
    section_id uuid not null references section,
    authority_id uuid not null references organisation,
    kind text not null check (kind in ('pause', 'resume')),
    lifts_id uuid unique references supervisor_order,
    reason text not null check (length(reason) between 1 and 2000),
    signed_at timestamptz not null,
    json text not null,
    hash bytea not null unique check (octet_length(hash) = 32),
    signature bytea not null,
    check ((kind = 'resume') = (lifts_id is not null))
);
create index supervisor_order_section on supervisor_order (section_id);

-- A section goes on only when no objection waits and no order stands.
create function demand_free_section() returns trigger language plpgsql as $$
begin
    if exists (select from objection where section_id = new.id and not late and replied_at is null)
        or exists (
            select from supervisor_order o
            where o.section_id = new.id and o.kind = 'pause'
              and not exists (select from supervisor_order l where l.lifts_id = o.id)
        )
    then
        raise exception 'a section with an open objection or a standing order stands still'
            using errcode = 'restrict_violation';
    end if;
    return null;
end
$$;
create constraint trigger demand_free_section after update on section deferrable initially deferred for each row
    when (old.paused_at is not null and new.paused_at is null)
    execute function demand_free_section();

grant select, insert, update on objection to "$app$";
grant insert on objection_party to "$app$";
grant select, insert on supervisor_order to "$app$";
