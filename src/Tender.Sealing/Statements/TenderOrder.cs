using System.Text.Json.Serialization;

namespace Tender.Sealing;

/// <summary>
/// A trading system's signed order to the vault: register a section, move its deadline, hold, resume or cancel it. The JSON bytes are the
/// content of a CMS message under the trading system's certificate.
/// </summary>
public sealed record TenderOrder
{
    /// <summary>The longest order that is read, bytes.</summary>
    public const int MaxLength = 16 * 1024;

    /// <summary>Version, 1.</summary>
    public required int V { get; init; }

    /// <summary>What is ordered.</summary>
    public required TenderAction Action { get; init; }

    /// <summary>The section's random reference, 32 bytes.</summary>
    public required byte[] TenderRef { get; init; }

    /// <summary>Register: the section's UUID, 16 bytes.</summary>
    public byte[]? Lot { get; init; }

    /// <summary>Register: hash of the document set, 32 bytes.</summary>
    public byte[]? DocHash { get; init; }

    /// <summary>Register, extend, resume: the (new) deadline, on the window grid.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Register: fewer distinct bidders than this and nothing is opened, 1 to 255.</summary>
    public int? MinBids { get; init; }

    /// <summary>Register: suite number, 1 for INT-1.</summary>
    public int? Suite { get; init; }

    /// <summary>Register: seconds between the sealed set and the first share, 0 to 3,600.</summary>
    public int? ObjectionSeconds { get; init; }

    /// <summary>Register: organisations that may read opened bids.</summary>
    public IReadOnlyList<string>? Readers { get; init; }

    /// <summary>All but register: hash of the published notice that orders it, 32 bytes.</summary>
    public byte[]? NoticeHash { get; init; }

    /// <summary>Random, 16 bytes: an order counts once.</summary>
    public required byte[] Nonce { get; init; }

    /// <summary>What the trading system's clock says.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Reads and checks the form of an order.</summary>
    /// <exception cref="SealingException">See <see cref="WireJson.Read"/>; <see cref="SealingError.Value"/>: a length or a rule between members.</exception>
    public static TenderOrder Parse(ReadOnlySpan<byte> utf8)
    {
        var order = WireJson.Read<TenderOrder>(utf8, MaxLength);
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
        var registers = Action == TenderAction.Register;
        var dated = Action is TenderAction.Register or TenderAction.Extend or TenderAction.Resume;
        var holds =
            V == 1
            && Enum.IsDefined(Action)
            && TenderRef.Length == 32
            && Nonce.Length == 16
            && dated == (Deadline is not null)
            && registers == (NoticeHash is null)
            && (registers || NoticeHash!.Length == 32)
            && RegisterMembersFit(registers);
        if (!holds)
        {
            throw new SealingException(SealingError.Value, -1, "a member of the order does not fit its action");
        }
    }

    private bool RegisterMembersFit(bool registers) =>
        registers
            ? Lot is { Length: 16 }
                && DocHash is { Length: 32 }
                && MinBids is >= 1 and <= 255
                && Suite == 1
                && ObjectionSeconds is >= 0 and <= 3600
                && Readers is { Count: <= 50 }
                && Readers.All(OrganisationCode.IsValid)
            : Lot is null
                && DocHash is null
                && MinBids is null
                && Suite is null
                && ObjectionSeconds is null
                && Readers is null;
}

/// <summary>What a trading system may order.</summary>
[JsonConverter(typeof(NamedConverter<TenderAction>))]
public enum TenderAction
{
    /// <summary>A new section.</summary>
    [JsonStringEnumMemberName("register")]
    Register,

    /// <summary>A later deadline.</summary>
    [JsonStringEnumMemberName("extend")]
    Extend,

    /// <summary>The deadline cannot pass until resumed.</summary>
    [JsonStringEnumMemberName("hold")]
    Hold,

    /// <summary>The hold ends, with a deadline in the future.</summary>
    [JsonStringEnumMemberName("resume")]
    Resume,

    /// <summary>The section ends unopened.</summary>
    [JsonStringEnumMemberName("cancel")]
    Cancel,
}
