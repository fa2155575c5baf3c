using System.Security.Cryptography;
using Npgsql;
using Tender.Sealing;
using Tender.Vault.Audit;
using Tender.Vault.Closing;
using Tender.Vault.Database;
using Tender.Vault.Faults;
using Tender.Vault.Hosting;
using Tender.Vault.Sessions;
using Tender.Vault.Tenders;

namespace Tender.Vault.Openings;

/// <summary>
/// Takes a seat's answer (SBID1 13.4): signed by its organisation, its hash on the ledger before, its proof right for exactly this set. A
/// wrong one is kept as evidence and changes nothing.
/// </summary>
internal sealed class AcceptPartial(
    VaultDatabase database,
    CertificateGate gate,
    TenderProofs proofs,
    VaultClock clock,
    Bell<CombineOpenings> next
)
{
    internal async Task<PartialAnswer> ExecuteAsync(
        Caller caller,
        byte[] tenderRef,
        int phase,
        byte[] message,
        CancellationToken cancel
    )
    {
        var now = clock.Decide();
        var content = OpenMessage(caller, message, now);
        var (set, seat) = await LoadAsync(caller, tenderRef, phase, now, cancel);
        var hash = SHA256.HashData(message);
        if (await KnownAsync(set.Tender, seat, hash, cancel) is { } before)
        {
            return before ? new PartialAnswer(seat, true) : throw new RefusedException(VaultFaults.WrongAnswer);
        }

        var committed = await proofs.ShareHashAsync(tenderRef, phase, seat, cancel);
        if (committed is null || !committed.AsSpan().SequenceEqual(hash))
        {
            throw new RefusedException(VaultFaults.NotCommitted);
        }

        var fault = Judge(content, set, seat);
        await StoreAsync(set.Tender, seat, message, fault, now, cancel);
        if (fault is not null)
        {
            throw new RefusedException(VaultFaults.WrongAnswer);
        }

        next.Ring();
        return new PartialAnswer(seat, true);
    }

    private byte[] OpenMessage(Caller caller, byte[] message, DateTimeOffset now)
    {
        var (opened, signer) = gate.Open(message, now);
        return signer.OrgCode == caller.OrgCode
            ? opened.Content
            : throw new RefusedException(VaultFaults.OtherOrganisation);
    }

    private async Task<(OpeningSet Set, int Seat)> LoadAsync(
        Caller caller,
        byte[] tenderRef,
        int phase,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        await using var db = await database.OpenAsync(cancel);
        var tender =
            await TenderRow.FindAsync(db, tenderRef, cancel) ?? throw new RefusedException(VaultFaults.NotFound);
        var seat =
            await Parties.SeatAsync(db, caller.OrgCode, tender, cancel)
            ?? throw new RefusedException(VaultFaults.NotAllowed);
        var open = tender.State is "sealed" or "opening" or "opened" && tender.Phase == phase;
        return open && now >= tender.ObjectionUntil
            ? (await OpeningSet.LoadAsync(db, tender, phase, cancel), seat)
            : throw new RefusedException(VaultFaults.OpeningNotNow);
    }

    private async Task<bool?> KnownAsync(TenderRow tender, int seat, byte[] hash, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        return await db.FirstAsync<bool?>(
            """
            select state = 'verified' from partial_opening
            where tender_ref = $1 and phase = $2 and seat = $3 and message_hash = $4
            """,
            r => r.GetBoolean(0),
            cancel,
            tender.TenderRef,
            (short)tender.Phase,
            (short)seat,
            hash
        );
    }

    private static string? Judge(byte[] content, OpeningSet set, int seat)
    {
        try
        {
            var answer = PartialOpening.Parse(content);
            var encs = set.Encs;
            var isOurs =
                answer.Context.ContextString().AsSpan().SequenceEqual(set.Context.ContextString())
                && answer.KeySetId.Span.SequenceEqual(set.KeySet.Id.Span);
            return answer.Seat != seat ? WrongReasons.Seat
                : !isOurs ? WrongReasons.Set
                : answer.Points.Count != encs.Count ? WrongReasons.Count
                : answer.IsValid(set.Context, set.KeySet, encs) ? null
                : WrongReasons.Proof;
        }
        catch (SealingException)
        {
            return WrongReasons.Form;
        }
    }

    private async Task StoreAsync(
        TenderRow tender,
        int seat,
        byte[] message,
        string? fault,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        await using var work = await database.BeginAsync(cancel);
        await work.Db.ExecuteAsync(
            """
            insert into partial_opening (tender_ref, phase, seat, message_hash, message, state, reason, received_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing
            """,
            cancel,
            tender.TenderRef,
            (short)tender.Phase,
            (short)seat,
            SHA256.HashData(message),
            message,
            fault is null ? "verified" : "wrong",
            fault ?? "",
            now
        );
        await BeginOpeningAsync(work.Db, tender, cancel);
        await AuditTrail.AppendAsync(
            work.Db,
            now,
            $"seat {seat}",
            new AuditEntry(
                "custodian",
                fault is null ? "AcceptPartial" : "WrongPartial",
                Convert.ToHexStringLower(tender.TenderRef),
                SHA256.HashData(message)
            ),
            cancel
        );
        await work.CommitAsync(cancel);
    }

    private static Task<int> BeginOpeningAsync(NpgsqlConnection db, TenderRow tender, CancellationToken cancel) =>
        db.ExecuteAsync(
            "update tender set state = 'opening' where tender_ref = $1 and phase = $2 and state = 'sealed'",
            cancel,
            tender.TenderRef,
            (short)tender.Phase
        );
}

/// <summary>Why an answer is wrong. The words are public.</summary>
internal static class WrongReasons
{
    /// <summary>It says another seat's number than its signer's.</summary>
    internal const string Seat = "seat";

    /// <summary>It is for another tender, lot, phase, set or key set.</summary>
    internal const string Set = "set";

    /// <summary>It has another number of points than the set.</summary>
    internal const string Count = "count";

    /// <summary>The proof does not hold: a wrong share, or points altered.</summary>
    internal const string Proof = "proof";

    /// <summary>It cannot be read.</summary>
    internal const string Form = "form";
}
