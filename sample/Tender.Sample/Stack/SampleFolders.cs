namespace Tender.Sample.Stack;

/// <summary>Where the sample keeps what. Everything lies below one folder, so that removing it removes the sample.</summary>
public sealed record SampleFolders(string Root)
{
    public string Postgres => Path.Combine(Root, "pg");

    public string Chain => Path.Combine(Root, "chain");

    public string Vault => Path.Combine(Root, "vault");

    public string VaultConfig => Path.Combine(Vault, "vault.json");

    public string VaultFiles => Path.Combine(Vault, "files");

    public string VaultKeys => Path.Combine(Vault, "keys");

    public string Site => Path.Combine(Root, "site");

    public string SiteConfig => Path.Combine(Site, "site.json");

    public string SiteKeyRing => Path.Combine(Site, "keyring.p12");

    public string SiteDocuments => Path.Combine(Site, "documents");

    public string Sample => Path.Combine(Root, "sample");

    public string Certificates => Path.Combine(Sample, "certificates");

    public string Authorities => Path.Combine(Sample, "authorities");

    public string TrustJson => Path.Combine(Sample, "trust.json");

    public string TrustFile => Path.Combine(Sample, "trust.p7");

    public string PasswordFile => Path.Combine(Sample, "password");

    public string Secrets => Path.Combine(Sample, "secrets.json");

    public string Story => Path.Combine(Sample, "sample.json");

    /// <summary>Sealed files and key files of the three bidders that the sample plays.</summary>
    public string Bids => Path.Combine(Sample, "bids");

    public string Logs => Path.Combine(Root, "log");

    public string RunJson => Path.Combine(Root, "run.json");

    public string Lock => Path.Combine(Root, "run.lock");

    public string Seat(int number) => Path.Combine(Root, "seats", $"{number}");

    public string SeatConfig(int number) => Path.Combine(Seat(number), "seat.json");

    public string SeatKeys(int number) => Path.Combine(Seat(number), "keys");

    /// <summary>The folders that a fresh start removes; nothing else in the root is ours.</summary>
    public IReadOnlyList<string> Owned =>
        [Postgres, Postgres + ".new", Chain, Vault, Site, Sample, Path.Combine(Root, "seats"), Logs];

    public string Log(string name) => Path.Combine(Logs, name + ".log");
}
