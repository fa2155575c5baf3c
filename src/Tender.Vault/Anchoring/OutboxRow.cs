using Npgsql;
using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Vault.Database;

namespace Tender.Vault.Anchoring;

/// <summary>A row of the outbox.</summary>
internal sealed record OutboxRow
{
    internal required long Id { get; init; }

    internal required byte[] Signer { get; init; }

    internal required string Kind { get; init; }

    internal long? FirstWindow { get; init; }

    internal long? LastWindow { get; init; }

    internal byte[]? TenderRef { get; init; }

    internal byte[]? CallTo { get; init; }

    internal byte[]? CallData { get; init; }

    internal long? GasLimit { get; init; }

    internal long? Nonce { get; init; }

    internal byte[]? Raw { get; init; }

    internal byte[]? TxHash { get; init; }

    internal required string Status { get; init; }

    internal long? BlockNumber { get; init; }

    internal long? BlockTime { get; init; }

    /// <summary>The opening that it is about.</summary>
    internal int? Phase { get; init; }

    internal ContractCall Call => new(new Address(CallTo), CallData!, (ulong)GasLimit!.Value);

    internal static OutboxRow Read(NpgsqlDataReader row) =>
        new()
        {
            Id = row.GetInt64(0),
            Signer = row.Bytes(1),
            Kind = row.GetString(2),
            FirstWindow = row.LongOrNull(3),
            LastWindow = row.LongOrNull(4),
            TenderRef = row.BytesOrNull(5),
            CallTo = row.BytesOrNull(6),
            CallData = row.BytesOrNull(7),
            GasLimit = row.LongOrNull(8),
            Nonce = row.LongOrNull(9),
            Raw = row.BytesOrNull(10),
            TxHash = row.BytesOrNull(11),
            Status = row.GetString(12),
            BlockNumber = row.LongOrNull(13),
            BlockTime = row.LongOrNull(14),
            Phase = row.IsDBNull(15) ? null : row.GetInt16(15),
        };
}
