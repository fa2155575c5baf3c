using System.Text;
using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests;

/// <summary>Secrets of a seat at rest, the proof that it still has them, and the rehearsal that never touches a live key.</summary>
public class SeatSecretsTests
{
    private static readonly TestPool Pool = TestPool.Make(new SeededRandom(61), 2, 3, keys: 2);
    private static readonly byte[] File = SeatKeysFile.Write(Pool.Seats[0], "a password", new SeededRandom(1));
    private readonly SeededRandom random = new(62);

    [Fact]
    public void Read_RightPassword_GivesTheSecretsAgain()
    {
        var read = SeatKeysFile.Read(File, "a password");
        Assert.Equal(Pool.Seats[0].Secret, read.Secret);
        Assert.Equal(Pool.Seats[0].Shares.Select(s => s.Secret), read.Shares.Select(s => s.Secret));
        Assert.Equal(Pool.Seats[0].Shares[1].Secret, read.FindShare(Pool.KeySets[1])!.Secret);
        Assert.Null(read.FindShare(TestPool.Make(random, 2, 3).KeySets[0]));
    }

    [Fact]
    public void Read_WrongPasswordAlteredOrBiddersFile_IsRefused()
    {
        AssertRefused(SealingError.Password, File, "another");
        var text = Encoding.UTF8.GetString(File);
        var at = text.IndexOf("\"sealed\":\"", StringComparison.Ordinal) + 12;
        var altered = text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..];
        AssertRefused(SealingError.Password, Encoding.UTF8.GetBytes(altered), "a password");
        // A bidder's key file has another magic: it is no seat's, whatever the password.
        AssertRefused(SealingError.Password, OwnVectors.Bytes("sbid1/keyfile.sbidkey"), "a password");
        AssertRefused(SealingError.Json, "no"u8.ToArray(), "a password");
        AssertRefused(SealingError.Value, new byte[SeatKeysFile.LongestFile + 1], "a password");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    public void Write_SeatOutOfRange_CannotBeReadAgain(int seat)
    {
        var file = SeatKeysFile.Write(Pool.Seats[0] with { Seat = seat }, "p", random);
        AssertRefused(SealingError.Value, file, "p");
    }

    [Fact]
    public void Write_SecretOfZeroOrAboveTheOrder_CannotBeReadAgain()
    {
        AssertRefused(SealingError.Scalar, Written(new byte[32]), "p");
        AssertRefused(SealingError.Scalar, Written([.. Enumerable.Repeat((byte)0xff, 32)]), "p");
        AssertRefused(SealingError.Scalar, Written(new byte[31]), "p");
    }

    [Fact]
    public void Write_TellsNothingInTheClear()
    {
        var text = Encoding.UTF8.GetString(File);
        foreach (var secret in Pool.Seats[0].Shares.Select(s => s.Share).Append(Pool.Seats[0].StaticKey))
        {
            Assert.DoesNotContain(Convert.ToHexStringLower(secret), text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Verify_LiveShare_HoldsForThisSeatKeyAndChallengeOnly()
    {
        var challenge = random.Bytes(32);
        var keySet = Pool.KeySets[1];
        var proof = LiveShare.Prove(keySet, 2, Pool.Seats[1].Shares[1].Secret, challenge);
        Assert.True(LiveShare.Verify(keySet, 2, challenge, proof));
        Assert.False(LiveShare.Verify(keySet, 1, challenge, proof));
        Assert.False(LiveShare.Verify(keySet, 0, challenge, proof));
        Assert.False(LiveShare.Verify(keySet, 4, challenge, proof));
        Assert.False(LiveShare.Verify(Pool.KeySets[0], 2, challenge, proof));
        Assert.False(LiveShare.Verify(keySet, 2, random.Bytes(32), proof));
        Assert.False(LiveShare.Verify(keySet, 2, challenge.AsSpan(0, 31), proof));
        for (var at = 0; at < proof.Length; at++)
        {
            var altered = (byte[])proof.Clone();
            altered[at] ^= 1;
            Assert.False(LiveShare.Verify(keySet, 2, challenge, altered));
        }
    }

    [Fact]
    public void Prove_WithAnotherShare_IsRefused()
    {
        var wrong = Pool.Seats[0].Shares[1].Secret;
        Assert.Equal(
            SealingError.Seat,
            Assert.Throws<SealingException>(() => LiveShare.Prove(Pool.KeySets[1], 2, wrong, random.Bytes(32))).Kind
        );
    }

    [Fact]
    public void IsPassed_AnyKSeatsWithTheRehearsalKey_Passes()
    {
        var rehearsal = Rehearsal.Draw(3, random);
        var answers = Pool.Seats.Select(s => Rehearsal.Answer(Pool.KeySets[0], s, rehearsal.Encs, random)).ToList();
        Assert.True(rehearsal.IsPassed(Pool.KeySets[0], answers));
        Assert.True(rehearsal.IsPassed(Pool.KeySets[0], [answers[2], answers[0]]));
        Assert.False(rehearsal.IsPassed(Pool.KeySets[0], [answers[0]]));
        Assert.False(rehearsal.IsPassed(Pool.KeySets[0], [answers[0], answers[0]]));
        Assert.False(Rehearsal.Draw(3, random).IsPassed(Pool.KeySets[0], answers));
    }

    /// <summary>Points of a live bid, dressed as a rehearsal, get no answer of the live key.</summary>
    [Fact]
    public void Answer_WithALiveKey_IsRefused()
    {
        var rehearsal = Rehearsal.Draw(1, random);
        AssertNotRehearsal(Pool.KeySets[1], Pool.Seats[0], rehearsal);
        var foreign = TestPool.Make(random, 2, 3, keys: 2);
        AssertNotRehearsal(foreign.KeySets[0], Pool.Seats[0], rehearsal);
    }

    private void AssertNotRehearsal(KeySet keySet, SeatKeys keys, Rehearsal rehearsal) =>
        Assert.Equal(
            SealingError.OtherTender,
            Assert.Throws<SealingException>(() => Rehearsal.Answer(keySet, keys, rehearsal.Encs, random)).Kind
        );

    private byte[] Written(byte[] secret) =>
        SeatKeysFile.Write(Pool.Seats[0] with { StaticKey = secret, Shares = [] }, "p", random);

    private static void AssertRefused(SealingError kind, byte[] file, string password) =>
        Assert.Equal(kind, Assert.Throws<SealingException>(() => SeatKeysFile.Read(file, password)).Kind);
}
