using Tender.Sealing;
using Tender.Testing;
using Xunit;

namespace Tender.Vault.Client.Tests;

public sealed class ResumableUploadTests : IDisposable
{
    private static readonly byte[] File = new SeededRandom(1).Bytes((2 * ResumableUpload.PieceLength) + 12_345);
    private readonly ScriptedVault vault = new();

    private async Task<UploadFacts> SendAsync(IProgress<long>? progress = null)
    {
        var session = ScriptedVault.Session(vault);
        var id = await session.Uploads.CreateAsync(new byte[32], File.Length, default);
        using var file = new MemoryStream(File);
        return await session.Uploads.SendAsync(id, file, progress, Impatient.Time, default);
    }

    [Fact]
    public async Task Send_InPieces_ArrivesWhole()
    {
        var facts = await SendAsync();
        Assert.Equal(UploadState.Stored, facts.State);
        Assert.Equal(File, vault.Stored.ToArray());
        Assert.Equal(3, vault.Requests.Count(r => r.StartsWith("PATCH", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(Mishap.ConnectionRefused)]
    [InlineData(Mishap.AnswerLost)]
    [InlineData(Mishap.Damaged)]
    [InlineData(Mishap.Busy)]
    [InlineData(Mishap.NotOurs)]
    public async Task Send_ThroughAMishap_AsksForTheOffsetAndGoesOn(Mishap mishap)
    {
        await CreateThenAsync(Mishap.None, mishap);
        Assert.Equal(File, vault.Stored.ToArray());
        Assert.Equal(2, vault.Requests.Count(r => r.StartsWith("HEAD", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Send_WhileTheVaultStartsAgain_AsksUntilItAnswers()
    {
        vault.HeadMishaps.Enqueue(Mishap.None);
        vault.HeadMishaps.Enqueue(Mishap.ConnectionRefused);
        vault.HeadMishaps.Enqueue(Mishap.Busy);
        await CreateThenAsync(Mishap.None, Mishap.AnswerLost);
        Assert.Equal(File, vault.Stored.ToArray());
    }

    [Fact]
    public async Task Send_ThatNeverGetsAPieceThrough_GivesUp()
    {
        var problem = await Assert.ThrowsAsync<VaultProblemException>(() =>
            CreateThenAsync([.. Enumerable.Repeat(Mishap.Busy, 50)])
        );
        Assert.Equal(503, problem.Facts.Status);
        Assert.Equal(8, vault.Requests.Count(r => r.StartsWith("PATCH", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Send_WhenTheUploadIsGone_StopsAtOnce()
    {
        var problem = await Assert.ThrowsAsync<VaultProblemException>(() => CreateThenAsync(Mishap.Gone));
        Assert.Equal(410, problem.Facts.Status);
        Assert.False(problem.IsTransient);
        Assert.Equal(1, vault.Requests.Count(r => r.StartsWith("PATCH", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Send_AfterACrash_ResumesAtTheDurableOffset()
    {
        var session = ScriptedVault.Session(vault);
        var id = await session.Uploads.CreateAsync(new byte[32], File.Length, default);
        vault.Stored.Write(File, 0, 1_000_000);
        using var file = new MemoryStream(File);
        await session.Uploads.SendAsync(id, file, null, Impatient.Time, default);
        Assert.Equal(File, vault.Stored.ToArray());
    }

    [Fact]
    public async Task Send_ReportsOnlyWhatIsDurable()
    {
        var told = new List<long>();
        await SendAsync(new Immediate(told));
        Assert.Equal([ResumableUpload.PieceLength, 2L * ResumableUpload.PieceLength, File.Length], told);
    }

    public void Dispose() => vault.Dispose();

    private Task<UploadFacts> CreateThenAsync(params Mishap[] mishaps)
    {
        vault.Mishaps.Enqueue(Mishap.None);
        foreach (var mishap in mishaps)
        {
            vault.Mishaps.Enqueue(mishap);
        }

        return SendAsync();
    }

    private sealed class Immediate(List<long> told) : IProgress<long>
    {
        public void Report(long value) => told.Add(value);
    }
}
