namespace Tender.Ledger.Verification;

/// <summary>Check 3: the sealed file that lies beside the receipt.</summary>
internal sealed class FileChecks(CheckSheet sheet)
{
    private const string Name = "sealed file";

    internal void Run(SignedWords words, FileFacts? file)
    {
        if (file is null)
        {
            sheet.Skip(3, Name, "no file given");
            return;
        }

        sheet.Equal(3, Name + ": tree root", file.TreeRoot, words.Ack.TreeRoot);
        sheet.Test(file.Length == words.Ack.FileSize, 3, Name + ": length", $"{file.Length} = {words.Ack.FileSize}");
        if (words.Statement is { } statement)
            sheet.Equal(3, Name + ": header hash", file.HeaderHash, statement.HeaderHash);
    }
}
