using Tender.Sealing;

namespace Tender.Custodian.Release;

/// <summary>One bid of a set as the vault shows it. What cannot be read is null; a check refuses it.</summary>
internal sealed class CaseBid(SetEntryFacts entry, SetHeaderEntry papers)
{
    private readonly Lazy<SealedHeader?> header = new(() => Read(() => SealedHeader.Parse(papers.Header.Span)));
    private readonly Lazy<SignedMessage?> statementMessage = new(() => Read(() => CmsVerifier.Open(papers.Statement)));
    private readonly Lazy<SignedMessage?> receiptMessage = new(() => Read(() => CmsVerifier.Open(papers.Receipt)));
    private SubmissionStatement? statement;
    private VaultReceipt? receipt;

    /// <summary>The 128 bytes of the set's tree.</summary>
    public SetEntryFacts Entry => entry;

    /// <summary>The papers belong to this entry.</summary>
    public bool IsPaired => papers.Commitment.AsSpan().SequenceEqual(entry.Commitment);

    /// <summary>The header's bytes.</summary>
    public ReadOnlyMemory<byte> HeaderBytes => papers.Header;

    /// <summary>The statement's CMS message.</summary>
    public ReadOnlyMemory<byte> StatementBytes => papers.Statement;

    /// <summary>The header, when its grammar holds.</summary>
    public SealedHeader? Header => header.Value;

    /// <summary>The signed statement, when its signature holds.</summary>
    public SignedMessage? StatementMessage => statementMessage.Value;

    /// <summary>The vault's signed receipt, when its signature holds.</summary>
    public SignedMessage? ReceiptMessage => receiptMessage.Value;

    /// <summary>What the bidder declared.</summary>
    public SubmissionStatement? Statement =>
        statement ??= StatementMessage is { } signed ? Read(() => SubmissionStatement.Parse(signed.Content)) : null;

    /// <summary>What the vault acknowledged.</summary>
    public VaultReceipt? Receipt =>
        receipt ??= ReceiptMessage is { } signed ? Read(() => VaultReceipt.Parse(signed.Content)) : null;

    private static T? Read<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (SealingException)
        {
            return null;
        }
    }
}
