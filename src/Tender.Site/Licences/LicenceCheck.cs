namespace Tender.Site.Licences;

/// <summary>Compares an organisation with its licence. Only a missing or dead licence stops anything; a name may lag behind.</summary>
public sealed class LicenceCheck(ILicenceRegister register, ILogger<LicenceCheck> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<LicenceAnswer> AskAsync(string orgCode, string name, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            var record = await register.FindAsync(orgCode, limit.Token);
            return new LicenceAnswer(Outcome(record, name), record?.Name);
        }
        catch (Exception failure)
            when (failure is LicenceRegisterException
                || (failure is OperationCanceledException && !cancel.IsCancellationRequested)
            )
        {
            log.LogWarning("The licence register gives no answer: {Problem}", failure.Message);
            return new LicenceAnswer(LicenceOutcome.Unavailable, null);
        }
    }

    private static LicenceOutcome Outcome(LicenceRecord? record, string name) =>
        record is null ? LicenceOutcome.Missing
        : !record.IsActive ? LicenceOutcome.Status
        : Plain(record.Name) != Plain(name) ? LicenceOutcome.Name
        : LicenceOutcome.Match;

    /// <summary>Brackets come full and half width; that is no difference of names.</summary>
    private static string Plain(string name) =>
        string.Concat(name.Normalize(System.Text.NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c)));
}

/// <summary>What the comparison found.</summary>
public enum LicenceOutcome
{
    /// <summary>Code, name and status agree.</summary>
    Match,

    /// <summary>The register has another name: the certificate may be older than a change of name.</summary>
    Name,

    /// <summary>The licence was cancelled or withdrawn.</summary>
    Status,

    /// <summary>No licence under this code.</summary>
    Missing,

    /// <summary>No answer; asked again later.</summary>
    Unavailable,
}

/// <summary>The outcome, and the name that the register has.</summary>
public sealed record LicenceAnswer(LicenceOutcome Outcome, string? RegisteredName)
{
    /// <summary>The finding that stops whoever asks; null when nothing does.</summary>
    public string? RuleId =>
        Outcome switch
        {
            LicenceOutcome.Missing => "ET-1017",
            LicenceOutcome.Status => "ET-1018",
            _ => null,
        };
}
