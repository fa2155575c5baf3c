using System.Security.Cryptography;
using Tender.Custodian.Release;
using Tender.Ledger.Windows;
using Tender.Sealing;

namespace Tender.Custodian.Checks;

/// <summary>
/// Every bid was declared by its bidder, under a certificate that counted when the vault took it, before the deadline: statement, receipt,
/// header and ledger leaf say the same. One bid for each bidder.
/// </summary>
/// <param name="trust">Authorities as they are now, with their revocation lists.</param>
/// <param name="vaultCertificates">Certificates of the vault, from the trust file.</param>
internal sealed class StatementsCheck(Func<TrustList> trust, IReadOnlyList<byte[]> vaultCertificates) : IReleaseCheck
{
    private const string Name = "statements";

    public Refusal? Check(ReleaseCase facts)
    {
        var authorities = trust();
        foreach (var bid in facts.Bids)
        {
            if ((CheckStatement(facts, bid) ?? CheckReceipt(facts, bid) ?? CheckSigner(bid, authorities)) is { } why)
            {
                return new Refusal(Name, why);
            }
        }

        var statements = facts.Bids.Select(b => b.Statement!).ToList();
        var bidders = statements.Select(s => s.Uscc).Distinct(StringComparer.Ordinal).Count();
        var tags = statements.Select(s => Convert.ToHexString(s.BidderTag())).Distinct().Count();
        return bidders == statements.Count && tags == statements.Count
            ? null
            : new Refusal(Name, "two bids of one bidder");
    }

    private static string? CheckStatement(ReleaseCase facts, CaseBid bid)
    {
        if (bid.Statement is not { } statement)
        {
            return "a statement or its signature does not hold";
        }

        if (!SHA256.HashData(bid.StatementBytes.Span).AsSpan().SequenceEqual(bid.Entry.StatementHash))
        {
            return "a statement is not the one of its entry";
        }

        var header = bid.Header!;
        var isSame =
            statement.Action != StatementAction.Withdraw
            && statement.TenderRef.AsSpan().SequenceEqual(facts.Item.TenderRef)
            && statement.Lot.AsSpan().SequenceEqual(facts.Tender.Lot)
            && statement.KeySetId.AsSpan().SequenceEqual(header.KeySetId.Span)
            && statement.HeaderHash.AsSpan().SequenceEqual(bid.Entry.HeaderHash)
            && statement.TreeRoot.AsSpan().SequenceEqual(bid.Entry.TreeRoot)
            && statement.DocHash.AsSpan().SequenceEqual(header.DocHash.Span)
            && statement.FileSize == header.FileLength
            && header.BidderTag.Span.SequenceEqual(statement.BidderTag())
            && header.NonceHash.Span.SequenceEqual(BidIdentity.NonceHash(statement.BidNonce));
        if (!isSame)
        {
            return "a statement declares another bid than its header";
        }

        var commitment = CommitmentPreimage.Of(statement, bid.StatementBytes.Span).Hash();
        return commitment.AsSpan().SequenceEqual(bid.Entry.Commitment)
            ? null
            : "a statement does not give the commitment of its entry";
    }

    private string? CheckReceipt(ReleaseCase facts, CaseBid bid)
    {
        if (bid.Receipt is not { } receipt || !IsVault(bid.ReceiptMessage!))
        {
            return "a receipt is not the vault's";
        }

        var isSame =
            receipt.Verdict == VaultVerdict.Accepted
            && receipt.TenderRef.AsSpan().SequenceEqual(facts.Item.TenderRef)
            && receipt.Commitment.AsSpan().SequenceEqual(bid.Entry.Commitment)
            && receipt.StatementHash.AsSpan().SequenceEqual(bid.Entry.StatementHash);
        if (!isSame)
        {
            return "a receipt is for another statement";
        }

        return receipt.TCommit < facts.Deadline ? null : "a bid was taken at or after the deadline";
    }

    private bool IsVault(SignedMessage message) =>
        vaultCertificates.Any(c => c.AsSpan().SequenceEqual(message.Signer.RawDataMemory.Span));

    private static string? CheckSigner(CaseBid bid, TrustList authorities)
    {
        var message = bid.StatementMessage!;
        var report = authorities.Check(message.Signer, message.Others, bid.Receipt!.TCommit);
        if (!report.IsGood)
        {
            return $"a bidder's certificate did not count: {report.Outcome}";
        }

        return report.OrgCode == bid.Statement!.Uscc ? null : "a statement was signed for another organisation";
    }
}
