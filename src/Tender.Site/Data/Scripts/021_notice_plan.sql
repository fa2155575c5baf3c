-- A notice follows a plan where the law demands one (R-010); both pages link to each other.
alter table section
    add column plan_id uuid references plan,
    add column mandatory boolean not null default true,
    add column state_funded boolean not null default false;
create index section_plan on section (plan_id) where plan_id is not null;
