namespace Tender.Sample.Processes;

/// <summary>Reading log files that another process is still writing.</summary>
internal static class Log
{
    internal static string Tail(string path, int lines)
    {
        if (!File.Exists(path))
            return "(no log)";
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Seek(-Math.Min(stream.Length, 64 * 1024), SeekOrigin.End);
        using var reader = new StreamReader(stream);
        return string.Join('\n', reader.ReadToEnd().TrimEnd().Split('\n').TakeLast(lines));
    }
}
