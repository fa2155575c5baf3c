-- Tender plans (Suzhou 2022, item 16): the head row, its signed versions, its signed decisions (exemption, cancellation).

-- The trigram index only makes searching fast: a cluster without the extension finds the same, slower.
do $$
begin
    if exists (select from pg_available_extensions where name = 'pg_trgm') then
        create extension if not exists pg_trgm;
    end if;
end
$$;

create sequence plan_no;

create table plan (
    id uuid primary key,
    no text not null unique,
    state text not null check (state in ('PlanDraft', 'PlanPublished', 'PlanCancelled')),
    agent_id uuid not null references organisation,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    current integer not null check (current >= 0),
    published_at timestamptz,
    clock_from timestamptz,
    waived_at timestamptz,
    waiver_reason text check (length(waiver_reason) between 1 and 1000),
    cancelled_at timestamptz,
    cancel_reason text check (length(cancel_reason) between 1 and 1000),
    check (
        (state = 'PlanDraft') = (published_at is null)
        and (published_at is null) = (clock_from is null)
        and (published_at is null) = (current = 0)
        and (waived_at is null) = (waiver_reason is null)
        and (state = 'PlanCancelled') = (cancelled_at is not null)
        and (cancelled_at is null) = (cancel_reason is null)
        and clock_from >= published_at
    )
);
create index plan_published on plan (published_at desc) where published_at is not null;

create table plan_version (
    id uuid primary key,
    plan_id uuid not null references plan,
    number integer not null check (number >= 1),
    project_name text not null check (length(project_name) between 1 and 200),
    investment_project_code text not null check (length(investment_project_code) <= 100),
    approval_document text not null check (length(approval_document) <= 200),
    tenderee_name text not null check (length(tenderee_name) <= 200),
    tenderee_code text not null check (tenderee_code = '' or length(tenderee_code) = 18),
    district text not null check (length(district) <= 20),
    location text not null check (length(location) <= 200),
    trade text not null check (trade in ('works', 'goods', 'services')),
    sector text not null check (length(sector) between 1 and 20),
    content_and_scale text not null check (length(content_and_scale) <= 5000),
    fund_source text not null check (length(fund_source) <= 500),
    mandatory boolean not null,
    state_funded boolean not null,
    estimate_fen bigint check (estimate_fen > 0),
    planned_notice_month date check (extract(day from planned_notice_month) = 1),
    method text not null check (method in ('open', 'invited', 'prequalified')),
    trading_place text not null check (length(trading_place) <= 200),
    supervisor text not null check (length(supervisor) <= 200),
    contact text not null check (length(contact) <= 200),
    disclaimer text not null check (length(disclaimer) <= 500),
    note text not null check (length(note) <= 1000),
    clock_reason text not null check (length(clock_reason) <= 1000),
    changed_at timestamptz not null,
    restarts boolean not null,
    published_at timestamptz,
    json text,
    hash bytea unique check (octet_length(hash) = 32),
    signature bytea,
    search text not null generated always as (
        project_name || E'\n' || tenderee_name || E'\n' || investment_project_code || E'\n'
            || location || E'\n' || content_and_scale
    ) stored,
    unique (plan_id, number),
    check (
        (published_at is null) = (json is null)
        and (published_at is null) = (hash is null)
        and (published_at is null) = (signature is null)
        and (published_at is null or number = 1 or length(note) > 0)
    )
);
create unique index plan_version_open on plan_version (plan_id) where published_at is null;
do $$
begin
    if exists (select from pg_extension where extname = 'pg_trgm') then
        create index plan_version_search on plan_version using gin (search gin_trgm_ops) where published_at is not null;
    end if;
end
$$;

create table plan_decision (
    id uuid primary key,
    plan_id uuid not null references plan,
    kind text not null check (kind in ('waiver', 'cancellation')),
    reason text not null check (length(reason) between 1 and 1000),
    written_at timestamptz not null,
    signed_at timestamptz,
    json text,
    hash bytea unique check (octet_length(hash) = 32),
    signature bytea,
    unique (plan_id, kind),
    check (
        (signed_at is null) = (json is null)
        and (signed_at is null) = (hash is null)
        and (signed_at is null) = (signature is null)
    )
);

-- What was signed stays as it was signed.
create function keep_signed_plan_version() returns trigger language plpgsql as $$
begin
    if old.published_at is not null then
        raise exception 'a signed version of a plan does not change' using errcode = 'restrict_violation';
    end if;
    return coalesce(new, old);
end
$$;
create trigger keep_signed_plan_version before update or delete on plan_version
    for each row execute function keep_signed_plan_version();

create function keep_signed_plan_decision() returns trigger language plpgsql as $$
begin
    if old.signed_at is not null then
        raise exception 'a signed decision on a plan does not change' using errcode = 'restrict_violation';
    end if;
    return coalesce(new, old);
end
$$;
create trigger keep_signed_plan_decision before update or delete on plan_decision
    for each row execute function keep_signed_plan_decision();

-- A plan goes forward only: its clock never runs backwards, an exemption and a cancellation are final.
create function keep_plan_forward() returns trigger language plpgsql as $$
begin
    if old.state = 'PlanCancelled'
        or new.id <> old.id or new.no <> old.no or new.agent_id <> old.agent_id
        or (old.published_at is not null and new.published_at is distinct from old.published_at)
        or (old.clock_from is not null and new.clock_from < old.clock_from)
        or (old.waived_at is not null and new.waived_at is distinct from old.waived_at)
        or (old.waiver_reason is not null and new.waiver_reason is distinct from old.waiver_reason)
        or new.current < old.current
    then
        raise exception 'a published plan goes forward only' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger keep_plan_forward before update on plan for each row execute function keep_plan_forward();

grant select, insert, update on plan, plan_decision to "$app$";
grant select, insert, update, delete on plan_version to "$app$";
grant usage on sequence plan_no to "$app$";
