using System.Security.Cryptography;
using Tender.Ledger.Receipts;
using Tender.Ledger.Tests.World;
using Tender.Ledger.Verification;
using Tender.Sealing;
using Xunit;

namespace Tender.Ledger.Tests.Verification;

public sealed class TrustFileTests
{
    private readonly LedgerWorld world = new();

    [Fact]
    public void Open_SignedBySupervisor_GivesTheFile()
    {
        var cms = CmsSigner.Sign(world.Trust.Write(), world.Supervisor, LedgerWorld.Start);
        Assert.Equal(world.Trust.Write(), TrustFile.Open(cms).Write());
        Assert.Equal(world.Trust.Write(), TrustFile.Open(cms, SHA256.HashData(world.Supervisor.RawData)).Write());
    }

    [Fact]
    public void Open_OtherSignerOrPin_IsRefused()
    {
        var foreign = CmsSigner.Sign(world.Trust.Write(), world.Vault, LedgerWorld.Start);
        Refused(() => TrustFile.Open(foreign), LedgerFormatError.Trust);
        var good = CmsSigner.Sign(world.Trust.Write(), world.Supervisor, LedgerWorld.Start);
        Refused(() => TrustFile.Open(good, new byte[32]), LedgerFormatError.Trust);
        good[good.Length / 2] ^= 1;
        Assert.Throws<LedgerFormatException>(() => TrustFile.Open(good));
    }

    [Fact]
    public void Write_ImpossibleFile_IsRefused()
    {
        var set = new ValidatorSet { From = 0, Addresses = [new byte[20]] };
        TrustFile[] wrong =
        [
            world.Trust with
            {
                Format = "etender-trust/2",
            },
            world.Trust with
            {
                WitnessQuorum = 1,
            },
            world.Trust with
            {
                Seal = SealType.Witness,
            },
            world.Trust with
            {
                Seal = SealType.Qbft,
            },
            world.Trust with
            {
                Validators = [set],
            },
            world.Trust with
            {
                Seal = SealType.Qbft,
                Validators = [set, set],
            },
            world.Trust with
            {
                Seal = SealType.Qbft,
                Validators = [set with { Addresses = [new byte[19]] }],
            },
            world.Trust with
            {
                Seal = SealType.Qbft,
                Validators = [set with { Addresses = [new byte[20], new byte[20]] }],
            },
            world.Trust with
            {
                VaultCertificates = [],
            },
            world.Trust with
            {
                GenesisHash = [],
            },
            world.Trust with
            {
                AnchorLog = world.Trust.AnchorLog with { Address = new byte[32] },
            },
            world.Trust with
            {
                Windows = new Tender.Ledger.Windows.WindowGrid(1, 0, 1),
            },
            world.Trust with
            {
                Windows = new Tender.Ledger.Windows.WindowGrid(1, 2, 1),
            },
        ];
        foreach (var file in wrong)
            Refused(() => file.Write(), LedgerFormatError.Member);
    }

    [Fact]
    public void Parse_UnknownMemberOrOtherSpelling_IsRefused()
    {
        var text = System.Text.Encoding.UTF8.GetString(world.Trust.Write());
        string[] wrong =
        [
            text + " ",
            "{\"a\":1," + text[1..],
            text.Replace("20260", "20260.0", StringComparison.Ordinal),
        ];
        foreach (var other in wrong)
            Refused(() => TrustFile.Parse(System.Text.Encoding.UTF8.GetBytes(other)), LedgerFormatError.Json);
    }

    [Fact]
    public void ValidatorsAt_Height_AreThoseOfItsRange()
    {
        byte[] first = [.. Enumerable.Repeat((byte)1, 20)],
            second = [.. Enumerable.Repeat((byte)2, 20)];
        var trust = world.Trust with
        {
            Validators =
            [
                new ValidatorSet
                {
                    From = 5,
                    To = 10,
                    Addresses = [first],
                },
                new ValidatorSet { From = 11, Addresses = [second] },
            ],
        };
        Assert.Empty(trust.ValidatorsAt(4));
        Assert.Equal([first], trust.ValidatorsAt(10));
        Assert.Equal([second], trust.ValidatorsAt(11));
        Assert.Equal([second], trust.ValidatorsAt(ulong.MaxValue));
    }

    [Fact]
    public void ToTrustList_BrokenCertificate_IsRefused() =>
        Refused(
            () =>
                (
                    world.Trust with
                    {
                        Authorities = ["-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----"],
                    }
                ).ToTrustList(),
            LedgerFormatError.Trust
        );

    private static void Refused(Action act, LedgerFormatError kind) =>
        Assert.Equal(kind, Assert.Throws<LedgerFormatException>(act).Kind);
}
