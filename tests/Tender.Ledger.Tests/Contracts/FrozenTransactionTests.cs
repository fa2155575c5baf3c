using System.Numerics;
using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Testing;
using Xunit;

namespace Tender.Ledger.Tests.Contracts;

/// <summary>Raw transactions of every call, frozen; tests/js/ledger reads the same file with another library.</summary>
public class FrozenTransactionTests
{
    private static readonly EthKey Key = EthKey.Draw(new SeededRandom(2026));
    private static readonly Address Log = Address.OfDeployment(Key.Address, 0);
    private static readonly Address Facts = Address.OfDeployment(Key.Address, 1);

    [Fact]
    public async Task Transactions_EveryCall_AreAsFrozen()
    {
        var cases = new List<object>();
        foreach (var (contract, function, arguments, call) in Calls())
        {
            var transaction = new LegacyTransaction
            {
                ChainId = 20260,
                Nonce = (ulong)cases.Count,
                GasLimit = call.GasLimit,
                To = call.To,
                Data = call.Data,
            };
            var signed = await transaction.SignAsync(Key, default);
            cases.Add(
                new
                {
                    contract,
                    function,
                    arguments = arguments.Select(Show),
                    nonce = transaction.Nonce,
                    gasLimit = transaction.GasLimit,
                    to = call.To?.ToString(),
                    deployed = signed.Deployed?.ToString(),
                    raw = Hex.Encode(signed.Raw),
                    hash = Hex.Encode(signed.Hash),
                }
            );
        }
        Frozen.AssertJson(
            "transactions.json",
            new
            {
                v = 1,
                chainId = 20260,
                privateKey = Key.ToFileText(),
                sender = Key.Address.ToString(),
                cases,
            }
        );
    }

    private static IEnumerable<(string Contract, string Function, object[] Arguments, ContractCall Call)> Calls()
    {
        var log = new AnchorLogClient(new ChainReader(new FakeRpc()), Log);
        var facts = new TenderChainClient(new ChainReader(new FakeRpc()), Facts);
        byte[] r = Word("ref"),
            a = Word("a"),
            b = Word("b"),
            c = Word("c");
        const ulong Deadline = 1_795_500_000;
        Address[] seats = [Key.Address, Log, Facts];
        yield return Of(
            "AnchorLog",
            "constructor",
            [1_795_000_000UL, 10UL, 5UL, Key.Address],
            Creation(ContractArtifact.AnchorLog, 1_795_000_000UL, 10UL, 5UL, Key.Address)
        );
        yield return Of(
            "TenderChain",
            "constructor",
            [Log, Key.Address],
            Creation(ContractArtifact.TenderChain, Log, Key.Address)
        );
        yield return Of(
            "AnchorLog",
            "grantRole",
            [LedgerRoles.Id(LedgerRole.Anchorer), Key.Address],
            log.Grant(LedgerRole.Anchorer, Key.Address)
        );
        yield return Of("AnchorLog", "anchor", [0UL, new object[] { a }, new object[] { b }], log.Anchor(0, [a], [b]));
        yield return Of(
            "AnchorLog",
            "anchor",
            [1UL, new object[] { a, b, c }, new object[] { c, b, a }],
            log.Anchor(1, [a, b, c], [c, b, a])
        );
        yield return Of("AnchorLog", "retire", [Facts], log.Retire(Facts));
        yield return Of(
            "TenderChain",
            "registerTender",
            [r, a, Deadline, (byte)3],
            facts.RegisterTender(r, a, Deadline, 3)
        );
        yield return Of(
            "TenderChain",
            "extendDeadline",
            [r, Deadline + 10, b],
            facts.ExtendDeadline(r, Deadline + 10, b)
        );
        yield return Of("TenderChain", "hold", [r, b], facts.Hold(r, b));
        yield return Of("TenderChain", "resume", [r, Deadline + 20, b], facts.Resume(r, Deadline + 20, b));
        yield return Of("TenderChain", "publishNotice", [r, c], facts.PublishNotice(r, c));
        yield return Of(
            "TenderChain",
            "publishKey",
            [r, a, b, c, (byte)2, (byte)3],
            facts.PublishKey(r, new KeyPublished(a, b, c, 2, 3))
        );
        yield return Of("TenderChain", "sealSet", [r, a, 7U], facts.SealSet(r, a, 7));
        yield return Of(
            "TenderChain",
            "commitShare",
            [r, (byte)1, (byte)2, b, seats.Cast<object>().ToArray()],
            facts.CommitShare(r, new ShareCommitted(1, 2, b), seats)
        );
        yield return Of("TenderChain", "recordOpening", [r, (byte)1, c], facts.RecordOpening(r, 1, c));
        yield return Of(
            "TenderChain",
            "sealPhase",
            [r, (byte)2, a, 5U, b],
            facts.SealPhase(r, new PhaseSealed(2, a, 5, b))
        );
        yield return Of(
            "TenderChain",
            "recordOpeningByOrder",
            [r, (byte)2, a, b],
            facts.RecordOpeningByOrder(r, 2, a, b)
        );
        yield return Of("TenderChain", "cancelTender", [r, a], facts.CancelTender(r, a));
        yield return Of("TenderChain", "recordObjection", [r, b], facts.RecordObjection(r, b));
        yield return Of("TenderChain", "recordResult", [r, c], facts.RecordResult(r, c));
        yield return Of("TenderChain", "beginDefaultAdminTransfer", [Log], facts.BeginAdminTransfer(Log));
    }

    private static (string, string, object[], ContractCall) Of(
        string contract,
        string function,
        object[] arguments,
        ContractCall call
    ) => (contract, function, arguments, call);

    private static ContractCall Creation(ContractArtifact artifact, params object[] arguments) =>
        new(null, (byte[])[.. artifact.CreationCode.Span, .. artifact.Abi.EncodeConstructor(arguments)], 6_000_000);

    private static byte[] Word(string text) => Keccak256.HashText(text);

    private static object Show(object value) =>
        value switch
        {
            byte[] bytes => Hex.EncodeData(bytes),
            Address address => address.ToString(),
            object[] list => list.Select(Show).ToArray(),
            _ => new BigInteger(Convert.ToUInt64(value, System.Globalization.CultureInfo.InvariantCulture)).ToString(
                System.Globalization.CultureInfo.InvariantCulture
            ),
        };
}
