-- What a notice and its documents must contain (R-024, R-036, R-037, R-042, R-133), the procedure, and projects with several sections.

create sequence project_no;

create table project (
    id uuid primary key,
    no text not null unique,
    agent_id uuid not null references organisation,
    title text not null check (length(title) between 1 and 200),
    created_at timestamptz not null
);

alter table section
    add column project_id uuid references project,
    add column tenderee_address text not null default '' check (length(tenderee_address) <= 200),
    add column nature text not null default '' check (length(nature) <= 200),
    add column scale text not null default '' check (length(scale) <= 500),
    add column fund_source text not null default '' check (length(fund_source) <= 500),
    add column consortium boolean,
    add column method text not null default 'open' check (method in ('open', 'invited', 'prequalified')),
    add column invited_approval text not null default '' check (length(invited_approval) <= 200),
    add column invitees text not null default '' check (length(invitees) <= 2000),
    add column apply_until timestamptz,
    add column issue_end timestamptz,
    add column validity_days integer check (validity_days between 1 and 1000),
    add column bond_fen bigint check (bond_fen > 0),
    add column substantive_requirements text not null default '' check (length(substantive_requirements) <= 5000),
    add column evaluation_criteria text not null default '' check (length(evaluation_criteria) <= 5000),
    add column contract_terms text not null default '' check (length(contract_terms) <= 5000),
    add column opening_method text not null default '' check (length(opening_method) <= 5000),
    add column remedy_plan text not null default '' check (length(remedy_plan) <= 5000),
    add column opening_record_items text not null default '' check (length(opening_record_items) <= 5000),
    add column custodian_clause text not null default '' check (length(custodian_clause) <= 5000);
create index section_project on section (project_id) where project_id is not null;

-- An address of a draft stays with its organisation and its project.
create function keep_section_home() returns trigger language plpgsql as $$
begin
    if new.agent_id <> old.agent_id or new.no <> old.no
        or (old.project_id is not null and new.project_id is distinct from old.project_id)
    then
        raise exception 'a section stays with its organisation and project' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger keep_section_home before update on section for each row execute function keep_section_home();

grant select, insert on project to "$app$";
grant usage on sequence project_no to "$app$";
