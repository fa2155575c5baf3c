namespace Tender.Sealing;

/// <summary>A key set with everything that proves it.</summary>
public sealed record KeySetFacts
{
    /// <summary>SHA-256 of the certificate, 32 bytes.</summary>
    public required byte[] KeySetId { get; init; }

    /// <summary>Suite number, 1 for INT-1.</summary>
    public required int Suite { get; init; }

    /// <summary>Seats needed to open.</summary>
    public required int K { get; init; }

    /// <summary>Seats in all.</summary>
    public required int N { get; init; }

    /// <summary>Y, uncompressed, 65 bytes.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>Transcript and signatures (SBID1 9.3).</summary>
    public required ReadOnlyMemory<byte> Certificate { get; init; }

    /// <summary>Messages of round 1 in seat order.</summary>
    public required IReadOnlyList<ReadOnlyMemory<byte>> Messages { get; init; }

    /// <summary>The seats in order.</summary>
    public required IReadOnlyList<SeatFacts> Seats { get; init; }

    /// <summary>The pool, 16 bytes.</summary>
    public required byte[] PoolId { get; init; }

    /// <summary>Number of the key in the pool.</summary>
    public required long Index { get; init; }

    /// <summary>Hash of the policy document, 32 bytes.</summary>
    public required byte[] Ext { get; init; }

    /// <summary>No tender is bound to it after this.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>A custodian's seat.</summary>
public sealed record SeatFacts
{
    /// <summary>Number, from 1.</summary>
    public required int Seat { get; init; }

    /// <summary>Name of the organisation.</summary>
    public required string Organisation { get; init; }

    /// <summary>Its unified social credit code.</summary>
    public required string OrgCode { get; init; }

    /// <summary>P_i, compressed, 33 bytes; absent before the seat joined.</summary>
    public byte[]? PublicKey { get; init; }

    /// <summary>Ledger account, 20 bytes; absent before the seat joined.</summary>
    public byte[]? Account { get; init; }

    /// <summary>The seat's signed statement (CMS); absent before the seat joined.</summary>
    public ReadOnlyMemory<byte>? Statement { get; init; }
}
