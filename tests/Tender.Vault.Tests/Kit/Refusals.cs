using Tender.Sealing;
using Tender.Vault.Client;
using Xunit;

namespace Tender.Vault.Tests.Kit;

/// <summary>Asserts which refusal came, by its code.</summary>
internal static class Refusals
{
    internal static async Task<ProblemFacts> WithCodeAsync(string code, Func<Task> act)
    {
        var problem = await Assert.ThrowsAsync<VaultProblemException>(act);
        Assert.Equal(code, problem.Facts.Code);
        Assert.NotEqual("", problem.Facts.Zh);
        Assert.NotEqual("", problem.Facts.En);
        return problem.Facts;
    }

    internal static VaultReceipt Read(ProblemFacts facts)
    {
        Assert.NotNull(facts.Refusal);
        return TestBidder.Receipt(facts.Refusal.Value);
    }
}
