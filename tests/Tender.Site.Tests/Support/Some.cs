using System.Security.Cryptography;
using System.Text;
using Tender.Sealing;
using Tender.Testing;

namespace Tender.Site.Tests.Support;

/// <summary>Values whose content does not matter.</summary>
internal static class Some
{
    public static readonly string[] Seats = ["托管方甲", "托管方乙", "托管方丙"];

    private static readonly SeededRandom Chance = new(20261125);

    /// <summary>An id that nothing has yet.</summary>
    public static Guid Id()
    {
        lock (Chance)
        {
            return Chance.NewId();
        }
    }

    public static byte[] Hash(string of) => SHA256.HashData(Encoding.UTF8.GetBytes(of));

    public static KeySetFacts KeySet(byte[] id) =>
        new()
        {
            KeySetId = id,
            Suite = 1,
            K = 2,
            N = 3,
            PublicKey = new byte[65],
            Certificate = new byte[] { 1 },
            Messages = [],
            Seats =
            [
                .. Seats.Select(
                    (s, i) =>
                        new SeatFacts
                        {
                            Seat = i + 1,
                            Organisation = s,
                            OrgCode = "12330100MA2000019T",
                        }
                ),
            ],
            PoolId = new byte[16],
            Index = 0,
            Ext = new byte[32],
            ExpiresAt = DateTimeOffset.UnixEpoch.AddYears(100),
        };

    public static IReadOnlyList<FakeBid> Bids(int count) =>
        [
            .. Enumerable
                .Range(1, count)
                .Select(i => new FakeBid(
                    $"91330106MA2027{i:0000}",
                    $"投标单位第{i}号有限公司",
                    9_800_000_00L + i * 100_000L
                )),
        ];
}
