using Xunit;

namespace Tender.Vault.Client.Tests;

public sealed class ProblemTests : IDisposable
{
    private readonly ScriptedVault vault = new();

    private async Task<VaultProblemException> FailAsync(Mishap mishap)
    {
        vault.Mishaps.Enqueue(mishap);
        var session = ScriptedVault.Session(vault);
        return await Assert.ThrowsAsync<VaultProblemException>(() => session.GetWorkAsync(default));
    }

    [Fact]
    public async Task Call_WhenNobodyAnswers_TellsItInBothLanguages()
    {
        var problem = await FailAsync(Mishap.ConnectionRefused);
        Assert.Equal((VaultProblemException.Unreachable, 0), (problem.Facts.Code, problem.Facts.Status));
        Assert.True(problem.IsTransient);
        Assert.NotEmpty(problem.Facts.Zh);
        Assert.NotEmpty(problem.Facts.En);
    }

    [Fact]
    public async Task Call_AnsweredBySomethingElse_KeepsItsStatus()
    {
        var problem = await FailAsync(Mishap.NotOurs);
        Assert.Equal((VaultProblemException.Unreachable, 502), (problem.Facts.Code, problem.Facts.Status));
    }

    [Fact]
    public async Task Call_Refused_CarriesTheCode()
    {
        var problem = await FailAsync(Mishap.Gone);
        Assert.Equal(("ET-3410", 410, "中"), (problem.Facts.Code, problem.Facts.Status, problem.Facts.Zh));
        Assert.False(problem.IsTransient);
    }

    [Fact]
    public async Task Call_WithAnAnswerOfAnotherShape_IsNoAnswer()
    {
        var session = ScriptedVault.Session(vault);
        var problem = await Assert.ThrowsAsync<VaultProblemException>(() => session.GetWorkAsync(default));
        Assert.Equal(VaultProblemException.Unreachable, problem.Facts.Code);
    }

    public void Dispose() => vault.Dispose();
}
