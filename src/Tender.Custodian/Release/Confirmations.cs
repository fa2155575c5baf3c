using System.Text;
using Tender.Vault.Client;

namespace Tender.Custodian.Release;

/// <summary>Confirmations by a person, one small file for each tender and phase with the root that was confirmed.</summary>
internal sealed class Confirmations(string folder)
{
    /// <summary>Whether exactly this root was confirmed.</summary>
    public bool Has(byte[] tenderRef, int phase, byte[] setRoot) =>
        File.Exists(PathOf(tenderRef, phase))
        && File.ReadAllText(PathOf(tenderRef, phase)).TrimEnd() == Convert.ToHexStringLower(setRoot);

    /// <summary>Confirms a root.</summary>
    public void Add(byte[] tenderRef, int phase, byte[] setRoot)
    {
        DurableFile.CreateFolder(folder);
        DurableFile.Write(PathOf(tenderRef, phase), Encoding.ASCII.GetBytes(Convert.ToHexStringLower(setRoot) + "\n"));
    }

    private string PathOf(byte[] tenderRef, int phase) =>
        Path.Combine(folder, $"{Convert.ToHexStringLower(tenderRef)}-{phase}");
}
