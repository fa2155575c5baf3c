namespace Tender.Rules;

/// <summary>What a notice and its documents must contain. The pack names the items.</summary>
internal sealed class NoticeItems(RulePack pack)
{
    /// <summary>Items that the platform itself puts into every notice.</summary>
    private static readonly string[] Always =
    [
        "howToGetDocuments",
        "platformUrlAndMethod",
        "submissionMethod",
        "agent",
    ];

    internal IEnumerable<Finding> Check(NoticeFacts notice) =>
        [.. Fields(notice), .. Money(notice), .. Sections(notice), .. Documents(notice)];

    private IEnumerable<Finding> Fields(NoticeFacts notice)
    {
        var rule = pack.Find("R-024")!;
        return rule.Parameters["warnFields"]
            .EnumerateArray()
            .Concat(rule.Parameters["fields"].EnumerateArray())
            .Select(f => f.GetString()!)
            .Except(Always)
            .SelectMany(f => Needed(notice, f))
            .Where(f => !f.There)
            .Select(f => f.Field)
            .Distinct()
            .Select(f => new Finding(rule.Id, new FieldName(f)) { Field = f });
    }

    /// <summary>The fields of the form behind an item of the pack.</summary>
    private static IEnumerable<(string Field, bool There)> Needed(NoticeFacts notice, string item) =>
        item switch
        {
            "projectName" => [(nameof(notice.Title), notice.Title.Length > 0)],
            "tendereeNameAddress" =>
            [
                (nameof(notice.Tenderee), notice.Tenderee.Length > 0),
                (nameof(notice.TendereeAddress), notice.TendereeAddress.Length > 0),
            ],
            "projectNature" => [(nameof(notice.Nature), notice.Nature.Length > 0)],
            "quantity" or "scale" => [(nameof(notice.Scale), notice.Scale.Length > 0)],
            "scope" => [(nameof(notice.Scope), notice.Scope.Length > 0)],
            "place" => [(nameof(notice.Place), notice.Place.Length > 0)],
            "time" => [(nameof(notice.PeriodDays), notice.PeriodDays is > 0)],
            "fundSource" => [(nameof(notice.FundSource), notice.FundSource.Length > 0)],
            "qualification" => [(nameof(notice.Qualification), notice.Qualification.Length > 0)],
            "consortiumAllowed" => [(nameof(notice.Consortium), notice.Consortium is not null)],
            "deadline" => [(nameof(notice.Deadline), notice.Deadline is not null)],
            "contactPerson" => [(nameof(notice.Contact), notice.Contact.Length > 0)],
            _ => throw new RuleDataException($"No item of a notice: {item}."),
        };

    /// <summary>R-036: validity is stated. R-037: the bond is two hundredths of the price at most.</summary>
    private static IEnumerable<Finding> Money(NoticeFacts notice)
    {
        if (notice.ValidityDays is not > 0)
        {
            yield return new Finding("R-036") { Field = nameof(notice.ValidityDays) };
        }

        if (notice is { BondFen: { } bond, CeilingFen: { } ceiling } && bond > ceiling / 50)
        {
            yield return new Finding("R-037", ceiling / 50 / 100m) { Field = "BondYuan" };
        }
    }

    private IEnumerable<Finding> Sections(NoticeFacts notice) =>
        pack.Find("R-042")!
            .Parameters["sections"]
            .EnumerateArray()
            .Select(s => s.GetString()!)
            .Where(s => !notice.Clauses.Contains(s))
            .Select(s => new Finding("R-042", new FieldName("Clause." + s)) { Field = s })
            .Concat(notice.Clauses.Contains("custodians") ? [] : [new Finding("R-133") { Field = "custodians" }]);

    private static IEnumerable<Finding> Documents(NoticeFacts notice) =>
        notice.Documents > 0 ? [] : [new Finding("R-042", new FieldName("Documents"))];
}
