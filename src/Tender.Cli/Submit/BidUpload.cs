using System.Text;
using Tender.Sealing;
using Tender.Vault.Client;

namespace Tender.Cli.Submit;

/// <summary>
/// Brings the sealed file into the vault. The upload's id lies beside the file until the statement is accepted, so that a broken run goes
/// on where the vault has durable bytes.
/// </summary>
internal sealed class BidUpload(Desk desk, string path)
{
    private string StatePath => path + ".upload";

    public async Task StoreAsync(FileStream file, SealedFileHasher read, CancellationToken cancel)
    {
        var id = await FindAsync(read, cancel) ?? await CreateAsync(file.Length, cancel);
        var facts = await desk.Say.ProgressAsync(
            "上传",
            "uploading",
            file.Length,
            progress => desk.Session.Uploads.SendAsync(id, file, progress, desk.Say.World.Clock, cancel)
        );
        if (facts.State == UploadState.Refused)
        {
            Forget();
            throw new CliFailure(
                ExitCode.Refused,
                facts.Problem ?? "upload-refused",
                new Words(
                    $"封存柜不接受这个文件 ({facts.Problem})。没有递交。",
                    $"The vault does not accept this file ({facts.Problem}). Nothing was submitted."
                )
            );
        }

        if (facts.TreeRoot is null || !facts.TreeRoot.AsSpan().SequenceEqual(read.Root()))
            throw CliFailure.Mismatch("封存柜收到的文件与本地不一致。", "What the vault has is not the local file.");
        desk.Say.Note("文件已存入封存柜，但尚未递交。", "The file is stored in the vault, but not submitted yet.");
    }

    public void Forget() => File.Delete(StatePath);

    // An upload that ended elsewhere (expired, another organisation) is unknown to the vault: begin again.
    private async Task<string?> FindAsync(SealedFileHasher read, CancellationToken cancel)
    {
        if (!File.Exists(StatePath))
            return null;
        var lines = await File.ReadAllLinesAsync(StatePath, cancel);
        if (lines.Length < 3 || lines[0] != desk.Vault || lines[1] != HexText.Of(read.Root()))
            return null;
        try
        {
            return (await desk.Session.Uploads.GetAsync(lines[2], cancel)).Id;
        }
        catch (VaultProblemException unknown) when (unknown.Facts.Status is 403 or 404 or 410)
        {
            return null;
        }
    }

    private async Task<string> CreateAsync(long length, CancellationToken cancel)
    {
        var id = await desk.Session.Uploads.CreateAsync(desk.Keys.TenderRef, length, cancel);
        var root = HexText.Of(desk.Keys.Files[^1].TreeRoot);
        await AtomicFile.WriteAsync(StatePath, Encoding.UTF8.GetBytes($"{desk.Vault}\n{root}\n{id}\n"), cancel);
        return id;
    }
}
