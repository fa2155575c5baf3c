using System.CommandLine;
using Tender.Rules;

namespace Tender.Cli.Clocks;

/// <summary><c>tender clock</c>: statutory dates for integrators and auditors, one JSON object a line in and out.</summary>
internal static class ClockCommand
{
    public static Command Create(CliShell shell)
    {
        var jsonl = CliShell.Option(
            "--jsonl",
            "每行一个 JSON 对象的文件，- 为标准输入",
            "file with one JSON object a line, - for stdin",
            required: true,
            value: "FILE|-"
        );
        var calendar = CliShell.Option(
            "--calendar",
            "节假日与调休日历",
            "holidays and make-up working days",
            value: "FILE"
        );
        var command = new Command("clock", "计算法定时限，逐行输入输出 / statutory dates, line by line")
        {
            jsonl,
            calendar,
        };
        shell.Attach(
            command,
            async (parsed, say, cancel) =>
            {
                var days = new CalendarDays(await CalendarAsync(parsed.GetValue(calendar), cancel));
                var answer = new AnswerClock(new StatutoryClocks(RulePack.Default, days));
                return await JsonLines.AnswerAsync(
                    say.World,
                    parsed.GetValue(jsonl)!,
                    line => answer.Answer(ClockQuestion.Parse(line)),
                    cancel
                );
            }
        );
        return command;
    }

    private static async Task<RestCalendar> CalendarAsync(string? path, CancellationToken cancel)
    {
        if (path is null)
        {
            return RestCalendar.China;
        }

        try
        {
            return RestCalendar.Parse(await InputFile.ReadAsync(path, cancel));
        }
        catch (RuleDataException failure)
        {
            throw new CliFailure(
                ExitCode.Unreadable,
                "calendar",
                new Words(
                    "日历文件不合格式，见 docs/command-line.md。",
                    "The calendar is not in its form; see docs/command-line.md."
                ),
                failure
            );
        }
    }
}
