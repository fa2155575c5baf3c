using System.CommandLine;

namespace Tender.Cli;

/// <summary>Names of files that a verb is going to write.</summary>
internal static class OutputFile
{
    public static Option<bool> Force() =>
        new("--force") { Description = "覆盖已有的输出文件 / overwrite existing outputs" };

    /// <summary>Refuses a folder's name that a file has.</summary>
    public static void CheckFolder(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw CliFailure.Usage("文件夹名是空的。", "A folder's name is empty.");
        if (File.Exists(path))
            throw Failures.OfPath("这是文件，不是文件夹", "This is a file, not a folder", path);
    }

    /// <summary>Refuses a name that is taken, before any work is done.</summary>
    public static void Check(string path, bool force)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw CliFailure.Usage("文件名是空的。", "A file name is empty.");
        if (Directory.Exists(path))
            throw Failures.OfPath("这是文件夹，不是文件", "This is a folder, not a file", path);
        if (File.Exists(path) && !force)
            throw new CliFailure(
                ExitCode.Files,
                "exists",
                new Words(
                    $"文件已存在：{Path.GetFileName(path)}（用 --force 覆盖）。",
                    $"The file exists: {Path.GetFileName(path)} (use --force)."
                )
            );
    }
}
