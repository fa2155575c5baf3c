using System.Text.Json;

namespace Tender.Ledger.Evm;

/// <summary>One function, event or error with its parameters.</summary>
internal sealed record AbiEntry(string Name, IReadOnlyList<AbiParameter> Inputs, IReadOnlyList<AbiParameter> Outputs)
{
    /// <summary>Name and types, the text that is hashed.</summary>
    internal string Signature => $"{Name}({string.Join(',', Inputs.Select(p => p.Type))})";

    /// <summary>Keccak-256 of the signature: its first four bytes select a function or error, the whole names an event.</summary>
    internal byte[] Hash => field ??= Keccak256.HashText(Signature);

    internal ReadOnlySpan<byte> Selector => Hash.AsSpan(0, 4);
}

/// <summary>A parameter; <c>Indexed</c> ones of an event lie in its topics.</summary>
internal sealed record AbiParameter(string Name, AbiType Type, bool Indexed);

/// <summary>The interface of a compiled contract, read from the JSON that the compiler writes.</summary>
internal sealed class ContractAbi
{
    private static readonly AbiEntry Error = new(
        "Error",
        [new AbiParameter("reason", AbiType.Parse("string"), false)],
        []
    );
    private static readonly AbiEntry Panic = new(
        "Panic",
        [new AbiParameter("code", AbiType.Parse("uint256"), false)],
        []
    );

    private readonly AbiEntry constructor;

    internal ContractAbi(JsonElement abi)
    {
        var entries = abi.EnumerateArray().ToLookup(e => e.GetProperty("type").GetString(), Read);
        Functions = entries["function"].ToDictionary(e => e.Name);
        Events = entries["event"].ToDictionary(e => e.Name);
        Errors = [.. entries["error"], Error, Panic];
        constructor = entries["constructor"].SingleOrDefault() ?? new AbiEntry("", [], []);
    }

    internal IReadOnlyDictionary<string, AbiEntry> Functions { get; }

    internal IReadOnlyDictionary<string, AbiEntry> Events { get; }

    internal IReadOnlyList<AbiEntry> Errors { get; }

    /// <summary>Selector and arguments.</summary>
    internal byte[] EncodeCall(string function, params object[] arguments)
    {
        var entry = Functions[function];
        return [.. entry.Selector, .. AbiCodec.Encode(Types(entry.Inputs), arguments)];
    }

    internal byte[] EncodeConstructor(params object[] arguments) =>
        AbiCodec.Encode(Types(constructor.Inputs), arguments);

    internal object[] DecodeResult(string function, byte[] data) =>
        AbiCodec.Decode(Types(Functions[function].Outputs), data);

    /// <summary>The arguments of a call, or null when the data calls another function.</summary>
    internal object[]? DecodeCall(string function, byte[] data) =>
        data.AsSpan().StartsWith(Functions[function].Selector)
            ? AbiCodec.Decode(Types(Functions[function].Inputs), data[4..])
            : null;

    /// <summary>The parameters of an event in their declared order (indexed ones must be static), or null when the log is another event.</summary>
    /// <exception cref="LedgerFormatException">Kind Abi: the event's name with other data.</exception>
    internal object[]? DecodeEvent(string name, IReadOnlyList<byte[]> topics, byte[] data)
    {
        var entry = Events[name];
        if (topics.Count == 0 || !topics[0].AsSpan().SequenceEqual(entry.Hash))
            return null;
        var indexed = entry.Inputs.Where(p => p.Indexed).ToList();
        if (topics.Count != indexed.Count + 1)
            throw new LedgerFormatException(LedgerFormatError.Abi, 0, $"{topics.Count} topics for {entry.Signature}");
        var named = AbiCodec.Decode(Types(indexed), [.. topics.Skip(1).SelectMany(t => t)]);
        var plain = AbiCodec.Decode(Types([.. entry.Inputs.Where(p => !p.Indexed)]), data);
        var (nextNamed, nextPlain) = (0, 0);
        return [.. entry.Inputs.Select(p => p.Indexed ? named[nextNamed++] : plain[nextPlain++])];
    }

    /// <summary>Why a call was reverted, or null when the data is no declared error with whole arguments.</summary>
    internal ContractError? DecodeError(byte[] data)
    {
        var entry = Errors.FirstOrDefault(e => data.AsSpan().StartsWith(e.Selector));
        if (entry is null)
            return null;
        try
        {
            return new ContractError(entry.Name, AbiCodec.Decode(Types(entry.Inputs), data[4..]));
        }
        catch (LedgerFormatException)
        {
            return null;
        }
    }

    private static AbiType[] Types(IReadOnlyList<AbiParameter> parameters) => [.. parameters.Select(p => p.Type)];

    private static AbiEntry Read(JsonElement entry) =>
        new(
            entry.TryGetProperty("name", out var name) ? name.GetString()! : "",
            Parameters(entry, "inputs"),
            Parameters(entry, "outputs")
        );

    private static AbiParameter[] Parameters(JsonElement entry, string member) =>
        entry.TryGetProperty(member, out var list)
            ?
            [
                .. list.EnumerateArray()
                    .Select(p => new AbiParameter(p.GetProperty("name").GetString()!, TypeOf(p), IsIndexed(p))),
            ]
            : [];

    private static bool IsIndexed(JsonElement parameter) =>
        parameter.TryGetProperty("indexed", out var indexed) && indexed.GetBoolean();

    private static AbiType TypeOf(JsonElement parameter)
    {
        var type = parameter.GetProperty("type").GetString()!;
        return type.StartsWith("tuple", StringComparison.Ordinal)
            ? AbiType.Parse(
                $"({string.Join(',', parameter.GetProperty("components").EnumerateArray().Select(TypeOf))}){type[5..]}"
            )
            : AbiType.Parse(type);
    }
}
