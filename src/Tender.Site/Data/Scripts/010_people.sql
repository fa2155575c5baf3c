-- People, what organisations are, and which certificates they are bound to. Whoever is signed in signs in again: sessions name a person now.

delete from session;

-- A holder of certificates: a name within the organisation that the certificates were issued for.
create table person (
    id uuid primary key,
    organisation_id uuid not null references organisation,
    name text not null check (length(name) between 1 and 200),
    registered_at timestamptz not null,
    unique (organisation_id, name)
);
insert into person (id, organisation_id, name, registered_at)
select gen_random_uuid(), organisation_id, left(coalesce(nullif(signer_name, ''), issuer), 200), min(first_used_at)
from signer_certificate group by 2, 3;

alter table signer_certificate
    add column person_id uuid references person,
    add column last_used_at timestamptz,
    add column bound_by text not null default 'first' check (bound_by in ('first', 'both', 'proof')),
    add column ended_at timestamptz,
    add column ended_reason text check (ended_reason in ('lost', 'renewed', 'left')),
    add check ((ended_at is null) = (ended_reason is null));
update signer_certificate c set person_id = p.id, last_used_at = c.first_used_at
from person p
where p.organisation_id = c.organisation_id and p.name = left(coalesce(nullif(c.signer_name, ''), c.issuer), 200);
alter table signer_certificate alter column person_id set not null, alter column last_used_at set not null;

-- A binding that has ended stays ended; the certificate itself never changes hands.
create function keep_binding() returns trigger language plpgsql as $$
begin
    if old.ended_at is not null or new.organisation_id <> old.organisation_id or new.fingerprint <> old.fingerprint then
        raise exception 'a binding that has ended does not change' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger keep_binding before update on signer_certificate for each row execute function keep_binding();

-- 'From the start' is a word of the set-up; everything else is chosen by the organisation or decided by administrators.
create table organisation_role (
    organisation_id uuid not null references organisation,
    role text not null check (role in ('Tenderee', 'Agent', 'Bidder', 'Supervisor', 'Centre')),
    since timestamptz not null,
    primary key (organisation_id, role)
);

-- The centre decides nothing and takes part in nothing (2024 No. 16, art. 10(1)); an authority supervises or lets tenders of its own, but
-- is no agent's owner (Tendering Law art. 14) and no bidder.
create function keep_roles_apart() returns trigger language plpgsql as $$
begin
    perform from organisation where id = new.organisation_id for update;
    if exists (
        select from organisation_role
        where organisation_id = new.organisation_id and role <> new.role
          and (
            'Centre' in (role, new.role)
            or ('Supervisor' in (role, new.role) and 'Tenderee' not in (role, new.role))
          )
    ) then
        raise exception 'these roles may not meet' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger keep_roles_apart before insert or update on organisation_role
    for each row execute function keep_roles_apart();

grant select, insert on person, organisation_role to "$app$";
grant delete on organisation_role to "$app$";
grant update (last_used_at, ended_at, ended_reason) on signer_certificate to "$app$";
