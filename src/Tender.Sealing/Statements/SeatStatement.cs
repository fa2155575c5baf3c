namespace Tender.Sealing;

/// <summary>
/// A custodian organisation's signed word that a static key and a ledger account are those of its seat in a pool (SBID1 9.1). The JSON bytes
/// are the content of a CMS message under the organisation's certificate.
/// </summary>
public sealed record SeatStatement
{
    /// <summary>The longest statement that is read, bytes.</summary>
    public const int MaxLength = 4 * 1024;

    /// <summary>Version, 1.</summary>
    public required int V { get; init; }

    /// <summary>The pool, 16 bytes.</summary>
    public required byte[] PoolId { get; init; }

    /// <summary>Seat number, 1 to n.</summary>
    public required int Seat { get; init; }

    /// <summary>Static public key P_i, compressed, 33 bytes.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>Ledger account, 20 bytes.</summary>
    public required byte[] Account { get; init; }

    /// <summary>Reads and checks the form of a statement.</summary>
    /// <exception cref="SealingException">See <see cref="WireJson.Read"/>; <see cref="SealingError.Value"/>, <see cref="SealingError.Point"/>.</exception>
    public static SeatStatement Parse(ReadOnlySpan<byte> utf8)
    {
        var statement = WireJson.Read<SeatStatement>(utf8, MaxLength);
        if (
            statement.V != 1
            || statement.PoolId.Length != 16
            || statement.Seat is < 1 or > 15
            || statement.Account.Length != 20
        )
        {
            throw new SealingException(
                SealingError.Value,
                -1,
                "a member of the seat statement has another length or range"
            );
        }

        CurvePoint.Decode33(statement.PublicKey);
        return statement;
    }

    /// <summary>The JSON bytes to sign.</summary>
    public byte[] Write() => WireJson.Write(this);
}
