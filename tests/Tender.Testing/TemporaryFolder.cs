using System.Diagnostics;
using System.Globalization;

namespace Tender.Testing;

/// <summary>
/// A folder of this test process, gone with <see cref="Dispose"/>. What a killed process left is swept by the next one: the name
/// carries the process id.
/// </summary>
public sealed class TemporaryFolder : IDisposable
{
    private const string Prefix = "tender-test-";
    private static readonly Lazy<bool> Swept = new(Sweep);

    public TemporaryFolder(string purpose)
    {
        _ = Swept.Value;
        Path = System.IO.Path.Combine(
            System.IO.Path.GetTempPath(),
            $"{Prefix}{Environment.ProcessId}-{purpose}-{Guid.NewGuid():n}"
        );
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public string this[string relative] => System.IO.Path.Combine(Path, relative);

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }

    private static bool Sweep()
    {
        foreach (var folder in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), Prefix + "*"))
        {
            var owner = System.IO.Path.GetFileName(folder)[Prefix.Length..].Split('-')[0];
            if (int.TryParse(owner, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && !IsAlive(id))
                Remove(folder);
        }

        return true;
    }

    private static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            // Another user's, or swept by another test process at the same moment: not ours to insist.
            Console.Error.WriteLine($"left alone: {folder}: {busy.Message}");
        }
    }
}
