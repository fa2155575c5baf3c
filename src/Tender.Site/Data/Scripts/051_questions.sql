-- Questions (row 10), their answers, and amendments (row 11).

create table question (
    id uuid primary key,
    section_id uuid not null references section,
    text text not null check (length(text) between 1 and 2000),
    asked_at timestamptz not null,
    answer text check (length(answer) between 1 and 5000),
    answered_at timestamptz check (answered_at >= asked_at),
    check ((answer is null) = (answered_at is null))
);
create index question_section on question (section_id);

-- Who asked. The program may write this and cannot read it: only the owner of the database can, on a signed order of the supervisor
-- (Tendering Law 22). The audit row holds sha256(salt, organisation code), so that what is found here can be checked.
create table question_asker (
    question_id uuid primary key references question,
    organisation_id uuid not null references organisation,
    person_id uuid not null references person,
    origin text not null,
    salt bytea not null check (octet_length(salt) = 32)
);

create function keep_question() returns trigger language plpgsql as $$
begin
    if old.answered_at is not null or new.text <> old.text or new.asked_at <> old.asked_at
        or new.section_id <> old.section_id
    then
        raise exception 'a question is answered once and not changed' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger keep_question before update on question for each row execute function keep_question();

create table amendment (
    id uuid primary key,
    section_id uuid not null references section,
    number integer not null check (number >= 1),
    subject text not null check (length(subject) between 1 and 200),
    was text not null check (length(was) <= 5000),
    becomes text not null check (length(becomes) between 1 and 5000),
    reason text not null check (length(reason) between 1 and 1000),
    affects_bids boolean not null,
    later_deadline timestamptz,
    written_at timestamptz not null,
    published_at timestamptz,
    deadline_before timestamptz,
    deadline timestamptz,
    json text,
    hash bytea unique check (octet_length(hash) = 32),
    signature bytea,
    unique (section_id, number),
    check (
        (published_at is null) = (deadline_before is null)
        and (published_at is null) = (deadline is null)
        and (published_at is null) = (json is null)
        and (published_at is null) = (hash is null)
        and (published_at is null) = (signature is null)
        and deadline >= deadline_before
    )
);
create unique index amendment_open on amendment (section_id) where published_at is null;

create function keep_signed_amendment() returns trigger language plpgsql as $$
begin
    if old.published_at is not null then
        raise exception 'a signed amendment does not change' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger keep_signed_amendment before update on amendment for each row execute function keep_signed_amendment();

grant select, insert, update on question, amendment to "$app$";
grant insert on question_asker to "$app$";
