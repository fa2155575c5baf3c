using System.Net;
using System.Security.Cryptography;
using System.Text;
using Tender.Sealing;

namespace Tender.Cli.Tests;

/// <summary>The coordinator of one key ceremony, as the vault keeps it: it passes on, and shows the next round when all have spoken.</summary>
internal sealed class FakePool(int n, int k, int m)
{
    private const string Policy = """{"seats":3}""";
    private readonly Lock gate = new();
    private readonly SeatFacts[] seats = new SeatFacts[n];
    private readonly PoolDeal?[] deals = new PoolDeal?[n];
    private readonly PoolSignatures?[] signatures = new PoolSignatures?[n];

    public byte[] PoolId { get; } = SHA256.HashData("pool"u8)[..16];

    /// <summary>Changes a deal before it is shown to others: a coordinator that lies.</summary>
    public Func<int, PoolDeal, PoolDeal> Bend { get; set; } = (_, deal) => deal;

    public IReadOnlyList<PoolSignatures?> Signatures => signatures;

    public HttpResponseMessage Answer(
        HttpMethod method,
        string[] path,
        byte[] body,
        string orgCode,
        string organisation
    )
    {
        lock (gate)
        {
            switch ((method.Method, path))
            {
                case ("GET", ["current"]):
                    return FakeVault.Json(Facts());
                case ("POST", [_, "seats"]):
                    Join(body, orgCode, organisation);
                    return FakeVault.Json(Facts());
                case ("POST", [_, "round1"]):
                    deals[IndexOf(orgCode)] = WireJson.Read<PoolDeal>(body, 1 << 22);
                    return FakeVault.Json(Facts());
                case ("GET", [_, "round1"]):
                    return deals.All(d => d is not null)
                        ? FakeVault.Json(new PoolDeals([.. deals.Select((d, i) => Bend(i + 1, d!).Messages)]))
                        : FakeVault.Problem(HttpStatusCode.Conflict, "ET-3601", "还没有到齐。", "Not all are in.");
                case ("POST", [_, "round3"]):
                    signatures[IndexOf(orgCode)] = WireJson.Read<PoolSignatures>(body, 1 << 22);
                    return FakeVault.Json(Facts());
                default:
                    return FakeVault.Problem(HttpStatusCode.NotFound, "ET-3404", "没有。", "Not there.");
            }
        }
    }

    private void Join(byte[] body, string orgCode, string organisation)
    {
        var statement = SeatStatement.Parse(CmsVerifier.Open(body).Content);
        seats[statement.Seat - 1] = new SeatFacts
        {
            Seat = statement.Seat,
            Organisation = organisation,
            OrgCode = orgCode,
            PublicKey = statement.PublicKey,
            Account = statement.Account,
            Statement = body,
        };
    }

    private int IndexOf(string orgCode) => Array.FindIndex(seats, s => s?.OrgCode == orgCode);

    private PoolFacts Facts() =>
        new()
        {
            PoolId = PoolId,
            N = n,
            K = k,
            M = m,
            Ext = SHA256.HashData(Encoding.UTF8.GetBytes(Policy)),
            Policy = Policy,
            State =
                seats.Any(s => s is null) ? PoolState.Joining
                : deals.Any(d => d is null) ? PoolState.Round1
                : signatures.Any(s => s is null) ? PoolState.Round3
                : PoolState.Closed,
            Seats =
            [
                .. seats.Select(
                    (s, i) =>
                        s
                        ?? new SeatFacts
                        {
                            Seat = i + 1,
                            Organisation = "",
                            OrgCode = "",
                        }
                ),
            ],
        };
}
