using Tender.Sealing;

namespace Tender.Cli.Open;

/// <summary>Root, labels and every part; contents appear under their names only when their part opened as a whole.</summary>
internal sealed class OpenOwnBid(Say say, KeyFileContent keys)
{
    public string? Output { get; init; }

    /// <summary>Whether contents of an earlier run may be replaced.</summary>
    public bool Force { get; init; }

    public async Task<int> ExecuteAsync(string path, CancellationToken cancel)
    {
        await using var file = InputFile.Open(path);
        var read = await say.ProgressAsync(
            "核对",
            "checking",
            file.Length,
            progress => SealedFileHasher.ReadAsync(file, progress, cancel)
        );
        var header = read.Header!;
        var root = read.Root();
        var entry = FindEntry(header, root);
        header.CheckLabels();
        CheckOutputs(header);
        var parts = new List<OpenedContent>();
        foreach (var part in header.Parts)
        {
            var secret = entry.Parts.FirstOrDefault(p => p.PartId == part.PartId)?.Secret;
            if (secret is null)
                throw CliFailure.Mismatch(
                    $"密钥文件缺少第 {part.PartId} 部分的密钥。",
                    $"The key file lacks the key of part {part.PartId}."
                );
            parts.Add(await OpenPartAsync(file, read, part, header.PartKey(part, secret), cancel));
        }

        say.Result(
            new
            {
                Ok = true,
                TreeRoot = root,
                Parts = parts,
            },
            [
                (new Words("校验根一致", "root holds"), HexText.Of(root)),
                .. parts.Select(p =>
                    (new Words($"第 {p.PartId} 部分", $"part {p.PartId}"), $"{p.Length} {p.File}".TrimEnd())
                ),
            ]
        );
        return ExitCode.Good;
    }

    // A part's full name is known only when it is open: its content tells the kind of file.
    private void CheckOutputs(SealedHeader header)
    {
        if (Output is null)
            return;
        OutputFile.CheckFolder(Output);
        if (!Directory.Exists(Output))
            return;
        foreach (var older in header.Parts.SelectMany(p => Directory.GetFiles(Output, $"part-{p.PartId}.*")))
            OutputFile.Check(older, Force);
    }

    private KeyFileEntry FindEntry(SealedHeader header, byte[] root)
    {
        var entry =
            keys.Files.FirstOrDefault(f => f.HeaderHash.AsSpan().SequenceEqual(header.Hash()))
            ?? throw CliFailure.Mismatch(
                "密钥文件里没有这份封存文件的密钥。",
                "The key file holds no keys of this sealed file."
            );
        return entry.TreeRoot.AsSpan().SequenceEqual(root)
            ? entry
            : throw new SealingException(SealingError.Root, -1, "root of the file");
    }

    private async Task<OpenedContent> OpenPartAsync(
        FileStream file,
        SealedFileHasher read,
        SealedPart part,
        byte[] key,
        CancellationToken cancel
    )
    {
        var opener = new BidOpener(read.Header!, part, key) { LeafHashes = read.LeafHashes };
        file.Position = part.Offset;
        if (Output is null)
        {
            var checkedOnly = await OpenAsync(opener, file, part, Stream.Null, cancel);
            return new OpenedContent(part.PartId, checkedOnly, null);
        }

        Directory.CreateDirectory(Output);
        var unnamed = Path.Combine(Output, $"part-{part.PartId}");
        await using var target = AtomicFile.Create(unnamed);
        var length = await OpenAsync(opener, file, part, target.Stream, cancel);
        var name = unnamed + await ExtensionAsync(part, target.Stream, cancel);
        await target.CommitAsync(name);
        return new OpenedContent(part.PartId, length, name);
    }

    private Task<long> OpenAsync(
        BidOpener opener,
        FileStream file,
        SealedPart part,
        Stream target,
        CancellationToken cancel
    ) =>
        say.ProgressAsync(
            $"打开第 {part.PartId} 部分",
            $"opening part {part.PartId}",
            part.CiphertextLength,
            progress => opener.OpenAsync(file, target, progress, cancel)
        );

    private static async Task<string> ExtensionAsync(SealedPart part, FileStream content, CancellationToken cancel)
    {
        if (part.PartId == BidSummary.PartId)
            return ".json";
        var start = new byte[4];
        content.Position = 0;
        await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel);
        return start switch
        {
            [0x25, 0x50, 0x44, 0x46] => ".pdf",
            [0x50, 0x4B, 0x03, 0x04] => ".zip",
            _ => ".bin",
        };
    }

    private sealed record OpenedContent(int PartId, long Length, string? File);
}
