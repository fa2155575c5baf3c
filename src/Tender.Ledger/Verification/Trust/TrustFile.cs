using System.Text.Json.Serialization;
using Tender.Ledger.Receipts;
using Tender.Ledger.Windows;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>
/// What a verifier must know from elsewhere (Ledger 7): which chain, contracts, validators, authorities and vault count. Canonical JSON,
/// signed by the supervisor as a CMS message (<see cref="Open"/>).
/// </summary>
public sealed record TrustFile
{
    /// <summary>The only format there is.</summary>
    public const string FormatName = "etender-trust/1";

    /// <summary>The longest text that is looked at, bytes.</summary>
    public const int MaxLength = 2 * 1024 * 1024;

    /// <summary><see cref="FormatName"/>.</summary>
    public required string Format { get; init; }

    /// <summary>What people call the installation.</summary>
    public required string Name { get; init; }

    /// <summary>Id of the chain.</summary>
    public required ulong ChainId { get; init; }

    /// <summary>Hash of block 0.</summary>
    public required byte[] GenesisHash { get; init; }

    /// <summary>The AnchorLog; its slot is that of <c>heads</c>.</summary>
    public required TrustedContract AnchorLog { get; init; }

    /// <summary>The TenderChain; its slot is that of the mapping of tenders.</summary>
    public required TrustedContract TenderChain { get; init; }

    /// <summary>Constants of the windows.</summary>
    public required WindowGrid Windows { get; init; }

    /// <summary>Which kind of seal blocks must have. With <see cref="SealType.Dev"/> the best verdict is VALID-DEV.</summary>
    public required SealType Seal { get; init; }

    /// <summary>QBFT validators by height range, ascending; empty for a development chain.</summary>
    public required IReadOnlyList<ValidatorSet> Validators { get; init; }

    /// <summary>Witness cosignatures asked for. This version knows no witness keys, so it reads 0 only.</summary>
    public required int WitnessQuorum { get; init; }

    /// <summary>Which time-stamp authorities count.</summary>
    public required TrustedTimeStamps TimeStamps { get; init; }

    /// <summary>Certificates of the authorities, PEM, one each; the self-signed ones are roots.</summary>
    public required IReadOnlyList<string> Authorities { get; init; }

    /// <summary>Their revocation lists, DER.</summary>
    [JsonConverter(typeof(Base64ListConverter))]
    public required IReadOnlyList<byte[]> RevocationLists { get; init; }

    /// <summary>Certificates that sign acknowledgements, DER; earlier ones stay in the list.</summary>
    [JsonConverter(typeof(Base64ListConverter))]
    public required IReadOnlyList<byte[]> VaultCertificates { get; init; }

    /// <summary>Certificate that signs this file, DER.</summary>
    [JsonConverter(typeof(Base64Converter))]
    public required byte[] SupervisorCertificate { get; init; }

    /// <summary>Reads the unsigned text. Only for the side that is about to sign it, or that has pinned it otherwise.</summary>
    /// <exception cref="LedgerFormatException">Kind Json or Member.</exception>
    public static TrustFile Parse(ReadOnlySpan<byte> utf8) =>
        TrustFileForm.Checked(LedgerJson.Read<TrustFile>(utf8, MaxLength));

    /// <summary>Reads the signed file. The signer MUST be the supervisor's certificate that the file names.</summary>
    /// <param name="cms">The CMS message.</param>
    /// <param name="pin">SHA-256 of the supervisor's certificate as the user knows it from elsewhere; without it the file vouches for itself.</param>
    /// <exception cref="LedgerFormatException">Kind Trust: the message, its signer or the pin does not hold; kind Json or Member: the text.</exception>
    public static TrustFile Open(ReadOnlyMemory<byte> cms, byte[]? pin = null) => TrustFileSignature.Open(cms, pin);

    /// <summary>The canonical UTF-8 text, to be signed with <see cref="CmsSigner"/>.</summary>
    public byte[] Write() => LedgerJson.Write(TrustFileForm.Checked(this));

    /// <summary>The authorities as a trust list.</summary>
    /// <exception cref="LedgerFormatException">Kind Trust: a certificate or list that cannot be read.</exception>
    public TrustList ToTrustList() => TrustFileForm.ToTrustList(this);

    /// <summary>The validators that may seal a block of this height; empty when none are named.</summary>
    public IReadOnlyList<byte[]> ValidatorsAt(ulong height) =>
        Validators.FirstOrDefault(v => v.From <= height && (v.To is not { } to || height <= to))?.Addresses ?? [];
}
