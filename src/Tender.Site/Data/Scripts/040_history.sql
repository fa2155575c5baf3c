-- The acts on one object make a chain of their own, which anybody can check without seeing anything of others: numbers of the whole chain
-- would tell how much goes on elsewhere. Who acted and from where are bound by salted marks, so that a public form may leave them out.

alter table audit
    add column v smallint not null default 1,
    add column origin text not null default '',
    add column salt bytea check (octet_length(salt) = 32),
    add column object_seq bigint,
    add column object_hash bytea check (octet_length(object_hash) = 32);

create function audit_text(t text) returns bytea language sql immutable as $$
    select int4send(octet_length(t)) || convert_to(t, 'UTF8')
$$;

-- Two salts from one, for one of them may be shown without the other.
create function audit_salt(salt bytea, use integer) returns bytea language sql immutable as $$
    select sha256(salt || set_byte('\x00'::bytea, 0, use))
$$;

create function audit_object_hash(
    prev bytea, seq bigint, at timestamptz, act text, object text, actor text, authn text, origin text, salt bytea, detail_hash bytea
) returns bytea language sql immutable as $$
    select sha256(
        prev
        || int8send(seq)
        || int8send((extract(epoch from at) * 1000000)::bigint)
        || audit_text(act)
        || audit_text(object)
        || sha256(audit_salt(salt, 1) || audit_text(actor) || audit_text(authn))
        || sha256(audit_salt(salt, 2) || audit_text(origin))
        || detail_hash
    )
$$;

-- Rows from before get their places, too. Their hashes in the whole chain stay as they were (v = 1).
alter table audit disable trigger refuse_change;
do $$
declare
    old audit;
    last audit;
begin
    for old in select * from audit order by seq loop
        select * into last from audit where object = old.object and object_seq is not null order by object_seq desc limit 1;
        update audit set
            salt = sha256(old.hash),
            object_seq = coalesce(last.object_seq, 0) + 1,
            object_hash = audit_object_hash(
                coalesce(last.object_hash, decode(repeat('00', 32), 'hex')), coalesce(last.object_seq, 0) + 1,
                old.at, old.act, old.object, old.actor, old.authn, '', sha256(old.hash), old.detail_hash
            )
        where seq = old.seq;
    end loop;
end
$$;
alter table audit enable trigger refuse_change;
alter table audit
    alter column salt set not null,
    alter column object_seq set not null,
    alter column object_hash set not null;
create unique index audit_object on audit (object, object_seq);

drop function append_audit(timestamptz, text, text, text, text, bytea);
create function append_audit(
    at timestamptz, actor text, authn text, act text, object text, detail_hash bytea, origin text, salt bytea
) returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
    head audit_head;
    before audit;
    own audit;
begin
    -- The head row is the lock: one writer at a time, in the order of commits.
    select * into head from audit_head for update;
    select * into before from audit a where a.object = append_audit.object order by a.object_seq desc limit 1;
    own.object_hash := audit_object_hash(
        coalesce(before.object_hash, decode(repeat('00', 32), 'hex')), coalesce(before.object_seq, 0) + 1,
        at, act, object, actor, authn, origin, salt, detail_hash
    );
    own.hash := sha256(head.hash || int8send(head.seq + 1) || own.object_hash);
    insert into audit (seq, at, actor, authn, act, object, detail_hash, prev, hash, v, origin, salt, object_seq, object_hash)
    values (
        head.seq + 1, at, actor, authn, act, object, detail_hash, head.hash, own.hash,
        2, origin, salt, coalesce(before.object_seq, 0) + 1, own.object_hash
    );
    update audit_head set seq = head.seq + 1, hash = own.hash;
    return head.seq + 1;
end
$$;
revoke all on function append_audit from public;
grant execute on function append_audit to "$app$";

-- The first row at which the whole chain or the chain of an object is broken, or null.
create function audit_break() returns bigint language sql stable as $$
    select min(a.seq)
    from audit a
        left join audit p on p.seq = a.seq - 1
        left join audit b on b.object = a.object and b.object_seq = a.object_seq - 1
    where a.prev <> coalesce(p.hash, decode(repeat('00', 32), 'hex'))
        or a.hash <> case a.v
            when 1 then audit_hash(a.prev, a.seq, a.at, a.actor, a.authn, a.act, a.object, a.detail_hash)
            else sha256(a.prev || int8send(a.seq) || a.object_hash)
        end
        or a.object_hash <> audit_object_hash(
            coalesce(b.object_hash, decode(repeat('00', 32), 'hex')), a.object_seq,
            a.at, a.act, a.object, a.actor, a.authn, a.origin, a.salt, a.detail_hash
        )
$$;
