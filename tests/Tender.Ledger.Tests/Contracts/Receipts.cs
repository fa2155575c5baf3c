namespace Tender.Ledger.Tests.Contracts;

/// <summary>Receipts and blocks as nodes tell them.</summary>
internal static class Receipts
{
    internal static readonly byte[] Hash = [.. Enumerable.Repeat((byte)0xaa, 32)];

    internal static string Json(char transaction = 'a', string status = "\"status\":\"0x1\",") =>
        $$"""
            {"transactionHash":"{{Word(transaction)}}","blockNumber":"0x7","blockHash":"{{Word('b')}}",{{status}}
             "gasUsed":"0x5208","contractAddress":null,"logs":[]}
            """;

    internal static string Block(char hash = 'b') =>
        $$"""{"number":"0x7","hash":"{{Word(hash)}}","parentHash":"{{Word('c')}}","timestamp":"0x64"}""";

    private static string Word(char digit) => "0x" + new string(digit, 64);
}
