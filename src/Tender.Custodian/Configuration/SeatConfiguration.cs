using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Tender.Ledger;
using Tender.Ledger.Contracts;
using Tender.Ledger.Receipts;
using Tender.Ledger.Verification;
using Tender.Sealing;

namespace Tender.Custodian.Configuration;

/// <summary>The configuration, read and checked: a seat that starts has everything that it needs.</summary>
internal sealed record SeatConfiguration
{
    public required SeatOptions Seat { get; init; }

    public required LedgerOptions Ledger { get; init; }

    public required string Password { get; init; }

    public required X509Certificate2 Certificate { get; init; }

    public required TrustFile Trust { get; init; }

    /// <summary>Smallest threshold: 3 in Production, else 2.</summary>
    public required int SmallestK { get; init; }

    /// <summary>Reads and checks.</summary>
    /// <param name="configuration">All sources.</param>
    /// <param name="isProduction">The host's environment is Production.</param>
    /// <param name="now">For the certificate.</param>
    /// <exception cref="SeatConfigurationException">The first thing that is wrong.</exception>
    public static async Task<SeatConfiguration> ReadAsync(
        IConfiguration configuration,
        bool isProduction,
        DateTimeOffset now
    )
    {
        var (seat, ledger) = Bind(configuration);
        CheckSeat(seat, isProduction);
        var password = ReadPassword(seat.PasswordFile);
        var certificate = ReadCertificate(seat.Certificate, password);
        await CheckCertificateAsync(seat, certificate, now);
        var trust = ReadTrust(ledger.TrustFile, isProduction);
        CheckLedger(ledger, trust, isProduction);
        return new SeatConfiguration
        {
            Seat = seat,
            Ledger = ledger,
            Password = password,
            Certificate = certificate,
            Trust = trust,
            SmallestK = isProduction ? 3 : 2,
        };
    }

    private static (SeatOptions, LedgerOptions) Bind(IConfiguration configuration)
    {
        try
        {
            return (
                configuration.GetSection(SeatOptions.Section).Get<SeatOptions>()
                    ?? throw Wrong("Section 'Seat' is missing; name the file with --config."),
                configuration.GetSection(LedgerOptions.Section).Get<LedgerOptions>()
                    ?? throw Wrong("Section 'Ledger' is missing.")
            );
        }
        catch (InvalidOperationException unreadable)
        {
            throw Wrong(unreadable.Message, unreadable);
        }
    }

    private static void CheckSeat(SeatOptions seat, bool isProduction)
    {
        Demand(seat.Number is >= 1 and <= PoolSession.MaxSeats, "Seat:Number lies in 1 to 15.");
        Demand(seat.KeysPath.Length > 0, "Seat:KeysPath is missing.");
        Demand(
            seat.Vault is { IsAbsoluteUri: true } vault
                && (vault.Scheme == Uri.UriSchemeHttps || vault.Scheme == Uri.UriSchemeHttp && vault.IsLoopback),
            "Seat:Vault is an https address, or http on this machine."
        );
        Demand(Directory.Exists(seat.AuthoritiesPath), "Seat:AuthoritiesPath is not a folder.");
        Demand(seat.ObjectionSeconds is >= 0 and <= 3600, "Seat:ObjectionSeconds lies in 0 to 3600.");
        Demand(seat.Interval > TimeSpan.Zero, "Seat:Interval is a positive time.");
        Demand(
            seat.Organisations.All(OrganisationCode.IsValid),
            "Seat:Organisations holds something that is no organisation code."
        );
        if (isProduction)
        {
            Demand(seat.Confirm == ConfirmMode.Ask, "Seat:Confirm must be 'ask' in Production: a person confirms.");
            Demand(seat.Organisations.Count > 0, "Seat:Organisations must name all seats in Production.");
            // What the tender says of it comes from the vault only.
            Demand(seat.ObjectionSeconds > 0, "Seat:ObjectionSeconds must be the seat's own time in Production.");
        }
    }

    private static string ReadPassword(string path)
    {
        try
        {
            var password = File.ReadAllText(path).TrimEnd('\n', '\r');
            return password.Length > 0 ? password : throw Wrong("Seat:PasswordFile is empty.");
        }
        catch (Exception unreadable)
            when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Wrong("Seat:PasswordFile cannot be read.", unreadable);
        }
    }

    private static X509Certificate2 ReadCertificate(string path, string password)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12FromFile(path, password);
        }
        catch (Exception unreadable)
            when (unreadable
                    is CryptographicException
                        or IOException
                        or UnauthorizedAccessException
                        or ArgumentException
            )
        {
            throw Wrong("Seat:Certificate cannot be opened with the password of Seat:PasswordFile.", unreadable);
        }
    }

    private static async Task CheckCertificateAsync(SeatOptions seat, X509Certificate2 certificate, DateTimeOffset now)
    {
        Demand(certificate.HasPrivateKey, "Seat:Certificate has no private key.");
        TrustList trust;
        try
        {
            trust = await TrustList.LoadAsync(seat.AuthoritiesPath);
        }
        catch (SealingException unreadable)
        {
            throw Wrong($"Seat:AuthoritiesPath: {unreadable.Detail}.", unreadable);
        }

        var report = trust.Check(certificate, [], now);
        Demand(report.IsGood, $"Seat:Certificate does not count: {report.Outcome}.");
        Demand(
            seat.Organisations.Count == 0 || seat.Organisations.ElementAtOrDefault(seat.Number - 1) == report.OrgCode,
            "Seat:Organisations names another organisation for this seat than its certificate."
        );
    }

    private static TrustFile ReadTrust(string path, bool isProduction)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            var isText = bytes is [(byte)'{', ..];
            Demand(!isText || !isProduction, "Ledger:TrustFile must be signed in Production.");
            return isText ? TrustFile.Parse(bytes) : TrustFile.Open(bytes);
        }
        catch (Exception unreadable)
            when (unreadable is LedgerFormatException or IOException or UnauthorizedAccessException or ArgumentException
            )
        {
            throw Wrong($"Ledger:TrustFile cannot be read: {unreadable.Message}", unreadable);
        }
    }

    private static void CheckLedger(LedgerOptions ledger, TrustFile trust, bool isProduction)
    {
        if (new LedgerStart(ledger, isProduction).CheckOptions([]) is [var finding, ..])
        {
            throw Wrong(finding);
        }

        Demand(ledger.ChainId == trust.ChainId, "Ledger:ChainId is not the trust file's.");
        Demand(
            ledger.TenderChainAddress.ToBytes().AsSpan().SequenceEqual(trust.TenderChain.Address),
            "Ledger:TenderChain is not the trust file's."
        );
        Demand(
            !isProduction || trust.Seal == SealType.Qbft,
            "The trust file takes unsealed blocks; not in Production."
        );
    }

    private static void Demand(bool holds, string line)
    {
        if (!holds)
        {
            throw Wrong(line);
        }
    }

    private static SeatConfigurationException Wrong(string line, Exception? inner = null) => new(line, inner);
}
