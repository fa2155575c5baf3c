-- Foundations: what anybody did (audit), who is signed in.
-- $program$ is the role of the running program: it gets rows, never the schema.

create table audit_head (
    only_row boolean primary key default true check (only_row),
    seq bigint not null,
    hash bytea not null
);
insert into audit_head (seq, hash) values (0, decode(repeat('00', 32), 'hex'));

create table audit (
    seq bigint primary key,
    at timestamptz not null,
    actor text not null,
    role text not null,
    act text not null,
    object text not null,
    detail_hash bytea not null,
    prev bytea not null,
    hash bytea not null
);

create function audit_hash(
    p_seq bigint, p_at timestamptz, p_actor text, p_role text, p_act text, p_object text, p_detail_hash bytea, p_prev bytea
) returns bytea language sql immutable as $$
    select sha256(
        int8send(p_seq)
        || int8send((extract(epoch from p_at) * 1000)::bigint)
        || convert_to(p_actor || chr(10) || p_role || chr(10) || p_act || chr(10) || p_object || chr(10), 'UTF8')
        || p_detail_hash
        || p_prev
    );
$$;

-- The only way to write the audit: one after the other, each row over the one before. The row lock is held until the act commits, so
-- the sequence has no gap and no row without its act.
create function audit_append(
    p_at timestamptz, p_actor text, p_role text, p_act text, p_object text, p_detail_hash bytea
) returns bigint language plpgsql security definer set search_path = public as $$
declare
    head record;
    mine bytea;
begin
    select seq, hash into head from audit_head for update;
    mine := audit_hash(head.seq + 1, p_at, p_actor, p_role, p_act, p_object, p_detail_hash, head.hash);
    insert into audit (seq, at, actor, role, act, object, detail_hash, prev, hash)
    values (head.seq + 1, p_at, p_actor, p_role, p_act, p_object, p_detail_hash, head.hash, mine);
    update audit_head set seq = head.seq + 1, hash = mine;
    return head.seq + 1;
end;
$$;

-- The first sequence number that is not as it was written, or null.
create function audit_verify() returns bigint language sql stable as $$
    select min(seq) from (
        select
            seq,
            seq = row_number() over (order by seq)
            and prev = lag(hash, 1, decode(repeat('00', 32), 'hex')) over (order by seq)
            and hash = audit_hash(seq, at, actor, role, act, object, detail_hash, prev) as holds
        from audit
        union all
        select h.seq, h.hash = coalesce((select a.hash from audit a where a.seq = h.seq), h.hash) and h.seq = (
            select coalesce(max(a.seq), 0) from audit a
        ) from audit_head h
    ) as checked where not holds;
$$;

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% of % is not allowed', tg_op, tg_table_name using errcode = 'insufficient_privilege';
end;
$$;
create trigger audit_is_append_only before update or delete or truncate on audit
for each statement execute function refuse_change();

create table challenge (
    nonce bytea primary key,
    binding_hash bytea not null,
    expires_at timestamptz not null
);

create table session (
    token_hash bytea primary key,
    org_code text not null,
    org_name text not null,
    signer text not null,
    thumbprint bytea not null,
    created_at timestamptz not null,
    expires_at timestamptz not null
);

-- What an operator has to look at.
create table incident (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    kind text not null,
    detail text not null
);

revoke all on schema public from public;
revoke execute on function audit_append, audit_verify, audit_hash, refuse_change from public;
grant usage on schema public to "$program$";
grant execute on function audit_append, audit_verify, audit_hash to "$program$";
grant select on audit, audit_head, schema_script to "$program$";
grant select, insert, delete on challenge, session to "$program$";
grant select, insert on incident to "$program$";
grant usage on sequence incident_id_seq to "$program$";
