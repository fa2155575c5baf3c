-- The audit chain: rows are added by one function, in the transaction of the act, and never change.

create table audit (
    seq bigint primary key,
    at timestamptz not null,
    actor text not null,
    authn text not null,
    act text not null,
    object text not null,
    detail_hash bytea not null check (octet_length(detail_hash) = 32),
    prev bytea not null check (octet_length(prev) = 32),
    hash bytea not null check (octet_length(hash) = 32)
);

create table audit_head (
    one boolean primary key default true check (one),
    seq bigint not null,
    hash bytea not null
);
insert into audit_head values (true, 0, decode(repeat('00', 32), 'hex'));

-- hash = SHA-256(prev, seq, microseconds, then each text with its length in bytes before it, detail_hash)
create function audit_hash(
    prev bytea, seq bigint, at timestamptz, actor text, authn text, act text, object text, detail_hash bytea
) returns bytea language sql immutable as $$
    select sha256(
        prev
        || int8send(seq)
        || int8send((extract(epoch from at) * 1000000)::bigint)
        || int4send(octet_length(actor)) || convert_to(actor, 'UTF8')
        || int4send(octet_length(authn)) || convert_to(authn, 'UTF8')
        || int4send(octet_length(act)) || convert_to(act, 'UTF8')
        || int4send(octet_length(object)) || convert_to(object, 'UTF8')
        || detail_hash
    )
$$;

create function append_audit(
    at timestamptz, actor text, authn text, act text, object text, detail_hash bytea
) returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
    head audit_head;
    own_seq bigint;
    own bytea;
begin
    -- The head row is the lock: one writer at a time, in the order of commits.
    select * into head from audit_head for update;
    own_seq := head.seq + 1;
    own := audit_hash(head.hash, own_seq, at, actor, authn, act, object, detail_hash);
    insert into audit values (own_seq, at, actor, authn, act, object, detail_hash, head.hash, own);
    update audit_head set seq = own_seq, hash = own;
    return own_seq;
end
$$;

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'audit rows do not change' using errcode = 'restrict_violation';
end
$$;
create trigger refuse_change before update or delete on audit for each row execute function refuse_change();
create trigger refuse_truncate before truncate on audit for each statement execute function refuse_change();

revoke all on function append_audit from public;
grant execute on function append_audit to "$app$";
grant select on audit, audit_head to "$app$";
