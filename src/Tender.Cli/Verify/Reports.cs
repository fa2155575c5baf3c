using Tender.Ledger.Verification;

namespace Tender.Cli.Verify;

/// <summary>How a verification is told: every check with what was compared, then what it amounts to.</summary>
internal static class Reports
{
    private static readonly Dictionary<Verdict, Words> Verdicts = new()
    {
        [Verdict.Valid] = new("成立：所有声称都得到证明。", "VALID: every claim is proved."),
        [Verdict.ValidDev] = new(
            "成立（开发链）：所有声称都得到证明，但这条链没有独立的验证者。",
            "VALID-DEV: every claim is proved, on a development chain that nobody vouches for."
        ),
        [Verdict.LateWithTsa] = new(
            "上链晚于截止时间，但时间戳在截止之前。",
            "LATE-WITH-TSA: anchored late; a time stamp is from before the deadline."
        ),
        [Verdict.Omitted] = new(
            "回执有效，但不在封存集合中：请立即联系监督部门。",
            "OMITTED: a valid receipt is missing from the sealed set. Call the supervisor."
        ),
        [Verdict.Superseded] = new(
            "回执有效，但投标人后来提交的文件取代了它，并在封存集合中。",
            "SUPERSEDED: a valid receipt; the bidder's own later bid took its place and is in the sealed set."
        ),
        [Verdict.Withdrawn] = new(
            "回执有效，但投标人后来撤回了它。",
            "WITHDRAWN: a valid receipt; the bidder's own later statement withdrew it."
        ),
        [Verdict.Forged] = new("不成立：至少一项核验失败。", "FORGED: at least one check fails."),
        [Verdict.Incomplete] = new("不完整：缺少核验所需的内容。", "INCOMPLETE: something needed is missing."),
        [Verdict.Unreadable] = new("输入无法读取。", "UNREADABLE: the input cannot be read."),
    };

    private static readonly Dictionary<CheckOutcome, Words> Outcomes = new()
    {
        [CheckOutcome.Passed] = new("通过", "ok"),
        [CheckOutcome.Failed] = new("失败", "FAIL"),
        [CheckOutcome.Missing] = new("缺失", "MISS"),
        [CheckOutcome.Noted] = new("注意", "note"),
        [CheckOutcome.NotAsked] = new("不适用", "n/a"),
    };

    public static VerificationReport Of(Verdict verdict, IReadOnlyList<CheckLine> checks) =>
        new() { Verdict = verdict, Checks = checks };

    public static VerificationReport Unreadable(string name, string compared) =>
        Of(Verdict.Unreadable, [new CheckLine(1, name, CheckOutcome.Failed, compared)]);

    // Names may begin with what the check was made for: "tender proof: chain".
    private static bool IsOtherChain(CheckLine line) =>
        line is { Number: 7, Outcome: CheckOutcome.Failed } && line.Name.Split(": ")[^1] is "chain" or "genesis";

    public static void Tell(
        Say say,
        VerificationReport report,
        TrustFile? trust,
        bool pinned,
        IReadOnlyList<AuditLine>? windows = null
    )
    {
        say.Result(
            new
            {
                report.Verdict,
                report.ExitCode,
                report.Checks,
                Trust = trust?.Name,
                Pinned = pinned,
                Windows = windows,
            },
            report.Checks.Select(c =>
            {
                var label = $"{c.Number, 2} {say.Label(Outcomes[c.Outcome])}";
                return (new Words(label, label), $"{c.Name}: {c.Compared}");
            })
        );
        var verdict = Verdicts[report.Verdict];
        say.Note(verdict.Zh, verdict.En);
        if (trust is not null && report.Checks.Any(IsOtherChain))
            say.Note(
                $"这份文件来自另一条链，不是信任文件“{trust.Name}”所指的链（链号 {trust.ChainId}）：请使用那个平台的信任文件。",
                $"This comes from another chain than the one that the trust file \"{trust.Name}\" names (chain id {trust.ChainId}): use the trust file of that ledger."
            );
        if (trust is not null && !pinned)
            say.Note(
                "注意：没有给出 --pin，信任文件只由它自己证明。",
                "Note: without --pin the trust file vouches for itself."
            );
    }
}
