namespace Tender.Ledger.Verification;

/// <summary>One act of a history.</summary>
public sealed record HistoryRow
{
    /// <summary>Its number among the acts on the object, from 1.</summary>
    public required long Seq { get; init; }

    /// <summary>When, on the site's clock: microseconds since 1970 UTC.</summary>
    public required long At { get; init; }

    /// <summary>Slice and act, such as <c>notices.publish</c>.</summary>
    public required string Act { get; init; }

    /// <summary>Who acted; null where that is not told.</summary>
    public HistoryWho? Who { get; init; }

    /// <summary>From where; null in the public form.</summary>
    public HistoryOrigin? Origin { get; init; }

    /// <summary>Binds who acted, 32 bytes: <see cref="HistoryWho.Mark"/>.</summary>
    public required byte[] WhoMark { get; init; }

    /// <summary>Binds from where, 32 bytes: <see cref="HistoryOrigin.Mark"/>.</summary>
    public required byte[] OriginMark { get; init; }

    /// <summary>SHA-256 of the details of the act, which lie with the act's own rows.</summary>
    public required byte[] DetailHash { get; init; }

    /// <summary>Binds the row to the one before, 32 bytes: <see cref="HistoryHash.Of"/>.</summary>
    public required byte[] Hash { get; init; }

    internal bool IsWellFormed() =>
        Act is not null
        && WhoMark is { Length: 32 }
        && OriginMark is { Length: 32 }
        && DetailHash is { Length: 32 }
        && Hash is { Length: 32 }
        && Who is null or { Actor: not null, Authn: not null, Salt.Length: 32 }
        && Origin is null or { Address: not null, Salt.Length: 32 };
}
