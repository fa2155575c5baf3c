-- What may still happen to a published section: a later deadline, a pause, its end. Each is a row of its own, told to the vault in its order.

alter table section
    add column paused_at timestamptz,
    add check (paused_at is null or published_at is not null);

-- Rows 11, 13 and 14 of the state table. A deadline never moves earlier (Tendering Law 23; Implementing Regulation 21).
create table section_change (
    id uuid primary key,
    section_id uuid not null references section,
    number integer not null check (number >= 1),
    kind text not null check (kind in ('Extend', 'Hold', 'Resume')),
    cause text not null check (cause in ('Amendment', 'Objection', 'Order')),
    cause_id uuid not null,
    deadline_before timestamptz not null,
    deadline timestamptz not null,
    hash bytea not null check (octet_length(hash) = 32),
    at timestamptz not null,
    why text,
    ordered_at timestamptz,
    unique (section_id, number),
    check (deadline >= deadline_before),
    check (kind <> 'Extend' or deadline > deadline_before),
    check (kind <> 'Hold' or deadline = deadline_before)
);

create function keep_section_change() returns trigger language plpgsql as $$
begin
    if to_jsonb(new) - 'ordered_at' is distinct from to_jsonb(old) - 'ordered_at' or old.ordered_at is not null then
        raise exception 'a change of a section does not change' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger keep_section_change before update on section_change for each row execute function keep_section_change();

-- What was signed stays as it was signed. The deadline may only move later; a pause stands until it ends as a whole.
create or replace function keep_published() returns trigger language plpgsql as $$
declare
    free constant text[] := '{key_set_id,custodians_k,custodians_n,deadline,paused_at}';
begin
    if old.published_at is not null and (
        to_jsonb(new) - free is distinct from to_jsonb(old) - free
        or (old.key_set_id is not null and new.key_set_id is distinct from old.key_set_id)
        or new.deadline is null or new.deadline < old.deadline
        or (new.deadline > old.deadline and new.paused_at is not null)
        or (old.paused_at is not null and new.paused_at is not null and new.paused_at <> old.paused_at)
    ) then
        raise exception 'a published notice does not change' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;

-- At the end of the transaction each moved deadline and each pause has the row that says why.
create function demand_section_change() returns trigger language plpgsql as $$
begin
    if not exists (
        select from section_change c
        where c.section_id = new.id and c.deadline_before = old.deadline and c.deadline = new.deadline
          and c.kind = case
              when new.paused_at is not null then 'Hold'
              when old.paused_at is not null then 'Resume'
              else 'Extend'
          end
          and (new.paused_at is null or c.at = new.paused_at)
    ) then
        raise exception 'a change of a section needs its row' using errcode = 'restrict_violation';
    end if;
    return null;
end
$$;
create constraint trigger demand_section_change after update on section deferrable initially deferred for each row
    when (
        old.published_at is not null
        and (new.deadline is distinct from old.deadline or new.paused_at is distinct from old.paused_at)
    )
    execute function demand_section_change();

grant select, insert on section_change to "$app$";
grant update (ordered_at) on section_change to "$app$";
