using System.Security.Cryptography;
using Tender.Custodian.History;
using Tender.Custodian.Release;
using Tender.Sealing;

namespace Tender.Custodian.Checks;

/// <summary>
/// The key set that the ledger bound to the tender is the one shown, of a pool in which this seat made its share itself; it is not the rehearsal
/// key, and this seat has used it for no other tender.
/// </summary>
/// <param name="seat">Own seat number.</param>
/// <param name="account">Own ledger account, 20 bytes.</param>
/// <param name="history">What was answered before.</param>
internal sealed class KeyBindingCheck(int seat, byte[] account, AnswerHistory history) : IReleaseCheck
{
    private const string Name = "key-binding";

    public Refusal? Check(ReleaseCase facts)
    {
        if (facts.Proven.Key is not { } bound || facts.KeySet is not { } keySet)
        {
            return new Refusal(Name, "no key is bound, or its certificate does not hold");
        }

        var isBound =
            bound.KeySetId.AsSpan().SequenceEqual(keySet.Id.Span)
            && bound.KeyHash.AsSpan().SequenceEqual(keySet.KeyHash())
            && bound.K == keySet.K
            && bound.N == keySet.N;
        if (!isBound)
        {
            return new Refusal(Name, "the ledger bound another key set");
        }

        return CheckSeats(facts, bound.SeatsHash) ?? CheckOwn(facts, keySet) ?? CheckUse(facts, bound.KeySetId);
    }

    private Refusal? CheckSeats(ReleaseCase facts, byte[] seatsHash)
    {
        var accounts = facts.KeyFacts.Seats.Select(s => s.Account ?? []).ToList();
        if (!SHA256.HashData([.. accounts.SelectMany(a => a)]).AsSpan().SequenceEqual(seatsHash))
        {
            return new Refusal(Name, "the ledger bound other accounts of the seats");
        }

        return accounts.Count >= seat && accounts[seat - 1].AsSpan().SequenceEqual(account)
            ? null
            : new Refusal(Name, "the account at this seat's place is not its own");
    }

    private Refusal? CheckOwn(ReleaseCase facts, KeySet keySet)
    {
        if (facts.Keys is not { } keys || keys.Seat != seat || keys.FindShare(keySet) is not { } share)
        {
            return new Refusal(Name, "this seat has no share of the key set");
        }

        if (share.Index == Rehearsal.KeyIndex || !keySet.IsKey(keys.PoolId, share.Index))
        {
            return new Refusal(Name, "a rehearsal key opens no tender");
        }

        return P256.Generator.Multiply(share.Secret).Equals(keySet.PublicShare(seat))
            ? null
            : new Refusal(Name, "this seat's share does not fit the certificate");
    }

    private Refusal? CheckUse(ReleaseCase facts, byte[] keySetId) =>
        history.OfKeySet(keySetId).All(a => a.TenderRef.AsSpan().SequenceEqual(facts.Item.TenderRef))
            ? null
            : new Refusal(Name, "the key set was used for another tender");
}
