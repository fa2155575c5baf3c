using Tender.Sealing;

namespace Tender.Vault.Hosting;

/// <summary>The trust list in force. It is read again when its folder changes, so that a new revocation list needs no restart.</summary>
internal sealed class TrustSource(TrustList first)
{
    private TrustList current = first;

    internal TrustList Current => Volatile.Read(ref current);

    internal void Replace(TrustList newer) => Volatile.Write(ref current, newer);
}
