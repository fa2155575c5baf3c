-- Later phases: a set of its own for each, ordered by a trading system, sealed on the ledger like the first.

alter table tender_order drop constraint tender_order_action_check;
alter table tender_order add constraint tender_order_action_check
    check (action in ('register', 'extend', 'hold', 'resume', 'cancel', 'openPhase'));

-- Hash of the decision; the first set closes by the clock and needs none.
alter table bid_set add column decision_hash bytea check (octet_length(decision_hash) = 32);
alter table bid_set add constraint bid_set_ordered check ((phase = 1) = (decision_hash is null));

-- Against our own bugs: only bids of the phase before go on, unchanged.
create function entry_goes_on() returns trigger language plpgsql as $$
begin
    if new.phase > 1 and not exists (
        select from set_entry e
        where e.tender_ref = new.tender_ref and e.phase = new.phase - 1 and e.commitment = new.commitment
            and e.receipt_no = new.receipt_no and e.header_hash = new.header_hash and e.tree_root = new.tree_root
            and e.statement_hash = new.statement_hash
    ) then
        raise exception 'a bid that was not in the phase before' using errcode = 'check_violation';
    end if;
    return new;
end;
$$;
create trigger entry_goes_on before insert on set_entry for each row execute function entry_goes_on();

-- Which opening a fact on its way to the ledger is about; null for everything that happens before a deadline.
alter table outbox add column phase smallint;
update outbox set phase = 1 where kind in ('sealSet', 'recordOpening', 'relay');
