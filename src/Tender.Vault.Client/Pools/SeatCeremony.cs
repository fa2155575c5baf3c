using System.Security.Cryptography;
using Tender.Sealing;

namespace Tender.Vault.Client;

/// <summary>
/// Drives one seat through the rounds of a pool (SBID1 9.3), one step a call. It can be killed at any point: everything is on the disk before
/// it is sent, a repeated step sends the same bytes, it deals once for one set of terms, and signs one transcript of each key.
/// </summary>
/// <param name="identity">The seat.</param>
/// <param name="folder">Its files.</param>
/// <param name="expected">What it demands of a pool.</param>
/// <param name="random">For keys and polynomials.</param>
/// <param name="clock">For certificates and signing times.</param>
public sealed class SeatCeremony(
    SeatIdentity identity,
    SeatFolder folder,
    PoolExpectations expected,
    IRandom random,
    TimeProvider clock
)
{
    /// <summary>Looks at the current pool and does what is next.</summary>
    /// <exception cref="CeremonyRefusedException">The pool, or somebody's statement, does not hold.</exception>
    /// <exception cref="CocktailAbortException">Another seat's message is wrong; it is named.</exception>
    /// <exception cref="VaultProblemException">The vault refused, or could not be reached: call again.</exception>
    public async Task<CeremonyStep> AdvanceAsync(VaultSession session, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (await FindPoolAsync(session, cancel).ConfigureAwait(false) is not { } pool)
        {
            return CeremonyStep.Idle;
        }

        return pool.State switch
        {
            PoolState.Joining => await JoinAsync(session, pool, cancel).ConfigureAwait(false),
            PoolState.Round1 => await DealAsync(session, pool, cancel).ConfigureAwait(false),
            PoolState.Round3 => await SignAsync(session, pool, cancel).ConfigureAwait(false),
            PoolState.Closed => CeremonyStep.Closed,
            _ => CeremonyStep.Aborted,
        };
    }

    private static async Task<PoolFacts?> FindPoolAsync(VaultSession session, CancellationToken cancel)
    {
        try
        {
            return await session.GetPoolAsync(cancel).ConfigureAwait(false);
        }
        catch (VaultProblemException problem) when (problem.Facts.Status == 404)
        {
            return null;
        }
    }

    private async Task<CeremonyStep> JoinAsync(VaultSession session, PoolFacts pool, CancellationToken cancel)
    {
        var own = folder.Find(pool.PoolId) ?? folder.Create(pool.PoolId, identity.Number);
        if (pool.Seats.FirstOrDefault(s => s.Seat == identity.Number)?.PublicKey is not null)
        {
            return CeremonyStep.Waiting;
        }

        var statement = new SeatStatement
        {
            V = 1,
            PoolId = pool.PoolId,
            Seat = identity.Number,
            PublicKey = own.Keys.PublicKey().Encode33(),
            Account = identity.Account,
        };
        var message = CmsSigner.Sign(statement.Write(), identity.Certificate, clock.GetUtcNow());
        await session.JoinPoolAsync(pool.PoolId, message, cancel).ConfigureAwait(false);
        return CeremonyStep.Joined;
    }

    private async Task<CeremonyStep> DealAsync(VaultSession session, PoolFacts pool, CancellationToken cancel)
    {
        var own = Accept(pool);
        if (own.Papers.Dealt.Count == 0)
        {
            var sessions = own.Papers.Terms!.Sessions(pool.PoolId);
            var dealt = sessions.Select(s =>
                (ReadOnlyMemory<byte>)Cocktail.Deal(s, identity.Number, own.Keys.Secret, random).Encode()
            );
            own = folder.Save(own, own.Papers with { Dealt = [.. dealt] });
        }

        try
        {
            await session.DealAsync(pool.PoolId, new PoolDeal(own.Papers.Dealt), cancel).ConfigureAwait(false);
            return CeremonyStep.Dealt;
        }
        // Sent before: the round goes on without it, or it was counted already.
        catch (VaultProblemException problem) when (problem.Facts.Status == 409)
        {
            return CeremonyStep.Waiting;
        }
    }

    private async Task<CeremonyStep> SignAsync(VaultSession session, PoolFacts pool, CancellationToken cancel)
    {
        var own = Accept(pool);
        if (own.Papers.Received.Count == 0)
        {
            var deals = await session.GetDealsAsync(pool.PoolId, cancel).ConfigureAwait(false);
            CheckOwn(own, deals);
            own = Conclude(own, deals.Messages);
        }

        var signatures = Outcomes(own, own.Papers.Received).Select(o => Sign(own, o)).ToList();
        try
        {
            await session.SignPoolAsync(pool.PoolId, new PoolSignatures(signatures), cancel).ConfigureAwait(false);
            return CeremonyStep.Signed;
        }
        catch (VaultProblemException problem) when (problem.Facts.Status == 409)
        {
            return CeremonyStep.Waiting;
        }
    }

    /// <summary>The seat's pool with checked terms; the first terms that it dealt for are the only ones.</summary>
    private SeatPool Accept(PoolFacts pool)
    {
        var own =
            folder.Find(pool.PoolId)
            ?? throw new CeremonyRefusedException(
                "The pool is refused: this seat did not join it with a key it still has."
            );
        var terms = PoolCheck.Check(pool, identity, own.Keys, expected, clock.GetUtcNow());
        if (own.Papers.Terms is null)
        {
            return folder.Save(own, own.Papers with { Terms = terms });
        }

        return own.Papers.Terms.IsSame(terms)
            ? own
            : throw new CeremonyRefusedException("The pool is refused: its terms have changed since this seat dealt.");
    }

    private void CheckOwn(SeatPool own, PoolDeals deals)
    {
        var terms = own.Papers.Terms!;
        if (deals.Messages.Count != terms.SeatKeys.Count || deals.Messages.Any(m => m.Count != terms.M))
        {
            throw new CeremonyRefusedException("The round is refused: not one message of each seat for each key.");
        }

        var shown = deals.Messages[identity.Number - 1];
        if (!own.Papers.Dealt.Zip(shown).All(p => p.First.Span.SequenceEqual(p.Second.Span)))
        {
            throw new CeremonyRefusedException("The round is refused: this seat dealt other messages.");
        }
    }

    /// <summary>Checks all messages, then keeps shares and messages. Killed in between, the seat goes on with the same messages only.</summary>
    private SeatPool Conclude(SeatPool own, IReadOnlyList<IReadOnlyList<ReadOnlyMemory<byte>>> received)
    {
        var shares = Outcomes(own, received).Select((o, j) => SeatShare.Of((uint)j, o)).ToList();
        if (own.Keys.Shares.Count > 0 && !IsSame(own.Keys.Shares, shares))
        {
            throw new CeremonyRefusedException("The round is refused: this seat has checked other messages before.");
        }

        return folder.Save(folder.Save(own, shares), own.Papers with { Received = received });
    }

    private static bool IsSame(IReadOnlyList<SeatShare> kept, List<SeatShare> shares) =>
        kept.Count == shares.Count
        && kept.Zip(shares).All(p => p.First.TranscriptHash.AsSpan().SequenceEqual(p.Second.TranscriptHash));

    private IEnumerable<CocktailOutcome> Outcomes(
        SeatPool own,
        IReadOnlyList<IReadOnlyList<ReadOnlyMemory<byte>>> received
    )
    {
        var sessions = own.Papers.Terms!.Sessions(own.Papers.PoolId);
        var messages = received.Select((m, i) => Cocktail.ReadMessages(sessions, i + 1, m)).ToList();
        var secret = own.Keys.Secret;
        return sessions.Select(
            (session, j) => Cocktail.Conclude(session, identity.Number, secret, [.. messages.Select(m => m[j])])
        );
    }

    private static ReadOnlyMemory<byte> Sign(SeatPool own, CocktailOutcome outcome)
    {
        var hash = SHA256.HashData(outcome.Transcript);
        // A transcript that is not among the kept ones would be a second one of its key.
        return own.Keys.Shares.Any(s => s.TranscriptHash.AsSpan().SequenceEqual(hash))
            ? Cocktail.Sign(own.Keys.Secret, outcome.Transcript)
            : throw new CeremonyRefusedException("The round is refused: this seat keeps another transcript.");
    }
}
