using System.Text.Json.Serialization;

namespace Tender.Sealing;

/// <summary>The outer shape of a key file.</summary>
internal sealed record KeyFileEnvelope
{
    public required int V { get; init; }

    public required string Kdf { get; init; }

    public required int Rounds { get; init; }

    public required byte[] Salt { get; init; }

    public required byte[] Iv { get; init; }

    [JsonConverter(typeof(Base64Converter))]
    public required byte[] Sealed { get; init; }

    public void Check(string kdf, int fewestRounds, int mostRounds, int tagLength)
    {
        if (V != 1)
            throw new SealingException(SealingError.Version, -1, "version of the key file");
        if (Kdf != kdf || Rounds < fewestRounds || Rounds > mostRounds)
            throw new SealingException(SealingError.Value, -1, "key derivation of the key file");
        if (Salt.Length != 16 || Iv.Length != 12 || Sealed.Length <= tagLength)
            throw new SealingException(SealingError.Value, -1, "length of a value in the key file's frame");
    }
}
