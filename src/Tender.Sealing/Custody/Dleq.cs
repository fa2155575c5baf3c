using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tender.Sealing;

/// <summary>
/// Batched proof of equal discrete logarithms (RFC 9497 2.2, P256-SHA256): one proof says that every D_j is the same secret times C_j as the
/// public share is times G.
/// </summary>
public static class Dleq
{
    /// <summary>Makes a proof.</summary>
    /// <param name="context">Context string.</param>
    /// <param name="secret">The secret share x.</param>
    /// <param name="inputs">C_j, at least one and at most 65,535.</param>
    /// <param name="outputs">D_j = [x]C_j, in the same order.</param>
    /// <param name="nonce">The prover's random scalar; never used twice.</param>
    public static DleqProof Prove(
        ReadOnlySpan<byte> context,
        Scalar secret,
        IReadOnlyList<CurvePoint> inputs,
        IReadOnlyList<CurvePoint> outputs,
        Scalar nonce
    )
    {
        var share = P256.Generator.Multiply(secret);
        var weights = Weights(context, share, inputs, outputs);
        var m = CurvePoint.SumOfProducts(inputs, weights);
        var z = m.Multiply(secret);
        var challenge = Challenge(context, [share, m, z, P256.Generator.Multiply(nonce), m.Multiply(nonce)]);
        return new DleqProof(challenge, nonce.Subtract(challenge.Multiply(secret)));
    }

    /// <summary>Checks a proof against the public share Y_i. False for anything that does not hold, also for points at infinity.</summary>
    public static bool Verify(
        ReadOnlySpan<byte> context,
        CurvePoint share,
        IReadOnlyList<CurvePoint> inputs,
        IReadOnlyList<CurvePoint> outputs,
        DleqProof proof
    )
    {
        if (inputs.Count == 0 || inputs.Count != outputs.Count || inputs.Count > ushort.MaxValue || share.IsInfinity)
        {
            return false;
        }

        var weights = Weights(context, share, inputs, outputs);
        var m = CurvePoint.SumOfProducts(inputs, weights);
        var z = CurvePoint.SumOfProducts(outputs, weights);
        var t2 = P256.Generator.MultiplyAdd(proof.S, share, proof.C);
        var t3 = m.MultiplyAdd(proof.S, z, proof.C);
        CurvePoint[] transcript = [share, m, z, t2, t3];
        return !transcript.Any(p => p.IsInfinity) && Challenge(context, transcript).Equals(proof.C);
    }

    private static Scalar[] Weights(
        ReadOnlySpan<byte> context,
        CurvePoint share,
        IReadOnlyList<CurvePoint> inputs,
        IReadOnlyList<CurvePoint> outputs
    )
    {
        var seed = SHA256.HashData([.. Framed(share.Encode33()), .. Framed([.. "Seed-"u8, .. context])]);
        var weights = new Scalar[inputs.Count];
        Span<byte> index = stackalloc byte[2];
        for (var j = 0; j < weights.Length; j++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(index, (ushort)j);
            byte[] text =
            [
                .. Framed(seed),
                .. index,
                .. Framed(inputs[j].Encode33()),
                .. Framed(outputs[j].Encode33()),
                .. "Composite"u8,
            ];
            weights[j] = HashToScalar.Expand(text, [.. "HashToScalar-"u8, .. context]);
        }

        return weights;
    }

    private static Scalar Challenge(ReadOnlySpan<byte> context, ReadOnlySpan<CurvePoint> points)
    {
        var text = new List<byte>(points.Length * 35 + 9);
        foreach (var point in points)
        {
            text.AddRange(Framed(point.Encode33()));
        }

        text.AddRange("Challenge"u8);
        return HashToScalar.Expand(text.ToArray(), [.. "HashToScalar-"u8, .. context]);
    }

    private static byte[] Framed(ReadOnlySpan<byte> bytes) => [(byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];
}

/// <summary>A proof of equal discrete logarithms: challenge and response.</summary>
/// <param name="C">Challenge.</param>
/// <param name="S">Response.</param>
public sealed record DleqProof(Scalar C, Scalar S);
