using Xunit;

namespace Tender.Sealing.Tests;

public class FrozenFilesTests
{
    [Fact]
    public async Task Seal_WithTheFrozenChance_GivesTheFrozenFiles()
    {
        var cases = new List<object>();
        foreach (var frozen in FrozenCase.All)
        {
            var made = await frozen.SealAsync();
            cases.Add(frozen.Describe(made));
            if (made.File.Length <= 4_096)
                Frozen.AssertBytes($"sbid1/{frozen.Name}.sbid", made.File);
        }

        Frozen.AssertJson("sbid1/files.json", new { V = 1, Cases = cases });
    }
}
