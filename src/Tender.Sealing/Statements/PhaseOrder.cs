namespace Tender.Sealing;

/// <summary>
/// A trading system's signed order to open the next phase of a section for the bids that go on (SBID1 12 and 13). The JSON bytes are the
/// content of a CMS message under the trading system's certificate.
/// </summary>
public sealed record PhaseOrder
{
    /// <summary>The one action.</summary>
    public const string ActionName = "openPhase";

    /// <summary>The longest order that is read, bytes: more than 7,000 bids.</summary>
    public const int MaxLength = 512 * 1024;

    /// <summary>Version, 1.</summary>
    public required int V { get; init; }

    /// <summary><see cref="ActionName"/>.</summary>
    public required string Action { get; init; }

    /// <summary>The section's random reference, 32 bytes.</summary>
    public required byte[] TenderRef { get; init; }

    /// <summary>The phase to open, 2 to 8.</summary>
    public required int Phase { get; init; }

    /// <summary>Ledger leaves of the bids that go on, 32 bytes each, strictly ascending; at least one.</summary>
    public required IReadOnlyList<byte[]> Commitments { get; init; }

    /// <summary>Hash of the decision that orders it, 32 bytes; on the ledger (Ledger 3.2, kind 8).</summary>
    public required byte[] DecisionHash { get; init; }

    /// <summary>Random, 16 bytes: an order counts once.</summary>
    public required byte[] Nonce { get; init; }

    /// <summary>What the trading system's clock says.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Reads and checks the form of an order.</summary>
    /// <exception cref="SealingException">See <see cref="WireJson.Read"/>; <see cref="SealingError.Value"/>: a member out of its range.</exception>
    public static PhaseOrder Parse(ReadOnlySpan<byte> utf8)
    {
        var order = WireJson.Read<PhaseOrder>(utf8, MaxLength);
        order.Check();
        return order;
    }

    /// <summary>The JSON bytes to sign.</summary>
    /// <exception cref="SealingException">The order breaks a rule of its form.</exception>
    public byte[] Write()
    {
        Check();
        return WireJson.Write(this);
    }

    private void Check()
    {
        var holds =
            V == 1
            && Action == ActionName
            && TenderRef is { Length: 32 }
            && Phase is >= 2 and <= 8
            && DecisionHash is { Length: 32 }
            && Nonce is { Length: 16 }
            && Commitments is { Count: >= 1 }
            && Commitments.All(c => c is { Length: 32 })
            && Commitments.Zip(Commitments.Skip(1)).All(p => p.First.AsSpan().SequenceCompareTo(p.Second) < 0);
        if (!holds)
        {
            throw new SealingException(SealingError.Value, -1, "a member of the order is out of its range");
        }
    }
}
