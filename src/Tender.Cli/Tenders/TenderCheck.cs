using Tender.Sealing;

namespace Tender.Cli.Tenders;

/// <summary>
/// Whether a bid may be sealed to what a vault or a file says: the key set proves itself (SBID1 9.3), and every seat's signed word must
/// name the key that the key set has for it. With a folder of authorities the seats' certificates are judged as well.
/// </summary>
internal static class TenderCheck
{
    public static KeySet Check(TenderPackage package, DateTimeOffset now, TrustList? authorities)
    {
        CheckTender(package.Tender, now);
        var facts = package.KeySet;
        if (now >= facts.ExpiresAt)
            throw Wrong(
                "标段的密钥集已经过期，不能封存。请联系招标代理机构。",
                "The tender's key set has expired; nothing is sealed. Call the agent."
            );
        var keySet = KeySet.Parse(facts.Certificate.Span);
        var session = new PoolSession
        {
            PoolId = facts.PoolId,
            Index = checked((uint)facts.Index),
            K = facts.K,
            SeatKeys = keySet.SeatKeys,
            Ext = facts.Ext,
        };
        var own =
            keySet.Id.Span.SequenceEqual(facts.KeySetId)
            && keySet.Id.Span.SequenceEqual(package.Tender.KeySetId)
            && keySet.PublicKey.Encode65().AsSpan().SequenceEqual(facts.PublicKey)
            && (keySet.K, keySet.N) == (facts.K, facts.N)
            && (keySet.K, keySet.N) == (package.Tender.K, package.Tender.N)
            && keySet.IsOf(session);
        if (!own || facts.Seats.Count != keySet.N)
            throw Wrong(
                "密钥集与它的证书不一致，不能封存。",
                "The key set does not agree with its certificate; nothing is sealed."
            );
        foreach (var (seat, index) in facts.Seats.Select((s, i) => (s, i)))
            CheckSeat(seat, index + 1, keySet, facts.PoolId, now, authorities);
        return keySet;
    }

    private static void CheckTender(TenderFacts tender, DateTimeOffset now)
    {
        if (tender.Suite != 1)
            throw new SealingException(SealingError.Suite, -1, "suite of the tender");
        if (tender.State != VaultState.Keyed)
            throw Wrong("这个标段现在不接受投标。", "This tender does not take bids now.");
        if (!tender.Held && now >= tender.Deadline)
            throw Wrong("投标截止时间已过。", "The deadline has passed.");
    }

    private static void CheckSeat(
        SeatFacts seat,
        int number,
        KeySet keySet,
        byte[] poolId,
        DateTimeOffset now,
        TrustList? authorities
    )
    {
        var zh = $"第 {number} 席保管人的声明不成立，不能封存。";
        var en = $"The statement of custodian seat {number} does not hold; nothing is sealed.";
        var message = CmsVerifier.Open(seat.Statement ?? throw Wrong(zh, en));
        var statement = SeatStatement.Parse(message.Content);
        var agrees =
            seat.Seat == number
            && statement.Seat == number
            && statement.PoolId.AsSpan().SequenceEqual(poolId)
            && statement.PublicKey.AsSpan().SequenceEqual(keySet.SeatKeys[number - 1].Encode33());
        if (!agrees)
            throw Wrong(zh, en);
        var report = authorities?.Check(message.Signer, message.Others, now);
        if (report is { } r && (!r.IsGood || r.OrgCode != seat.OrgCode))
            throw Wrong(zh, en);
    }

    private static CliFailure Wrong(string zh, string en) => CliFailure.Mismatch(zh, en);
}
