using System.Security.Cryptography;
using Tender.Ledger.Proofs;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>Check 15: the key set proves itself, is the one of the chain, and its seats are signed for (SBID1 9).</summary>
internal sealed class KeySetChecks(BundleCase bundle, TrustList authorities)
{
    private readonly CheckSheet sheet = bundle.Sheet;

    internal void Run()
    {
        const string name = "key set";
        if (bundle.Tender.Key is not { } binding)
        {
            sheet.Miss(15, name, "no key was published for this tender");
            return;
        }

        try
        {
            var keySet = KeySet.Parse(bundle.Bundle.KeySet.Certificate);
            sheet.Equal(15, name, keySet.Id.Span, binding.KeySetId);
            sheet.Equal(15, "public key", keySet.KeyHash(), binding.KeyHash);
            sheet.Test(
                (keySet.K, keySet.N) == (binding.K, binding.N),
                15,
                "threshold",
                $"{keySet.K} of {keySet.N} = {binding.K} of {binding.N}"
            );
            CheckTranscript(keySet);
            CheckSeats(keySet, binding);
            bundle.KeySet = keySet;
        }
        catch (SealingException wrong)
        {
            sheet.Fail(15, name, wrong.Message);
        }
    }

    private void CheckTranscript(KeySet keySet)
    {
        var told = bundle.Bundle.KeySet;
        var session = new PoolSession
        {
            PoolId = told.PoolId,
            Index = (uint)told.Index,
            K = told.K,
            SeatKeys = keySet.SeatKeys,
            Ext = told.Ext,
        };
        sheet.Test(keySet.IsOf(session), 15, "pool", $"key {told.Index} of pool {CheckSheet.Short(told.PoolId)}");
        const string name = "messages of the key generation";
        if (
            !sheet.Test(
                told.Messages.Count == keySet.N && told.K == keySet.K,
                15,
                name,
                $"{told.Messages.Count} = {keySet.N}"
            )
        )
            return;
        var messages = told.Messages.Select(m => CocktailMessage.Parse(m, keySet.K, keySet.N)).ToList();
        var transcript = Cocktail.Transcript(session, messages);
        sheet.Test(
            keySet.Certificate.Span.StartsWith(transcript),
            15,
            name,
            $"the certificate is over {CheckSheet.Short(SHA256.HashData(transcript))}"
        );
    }

    private void CheckSeats(KeySet keySet, KeyBinding binding)
    {
        const string name = "seats";
        var seats = bundle.Bundle.KeySet.Seats;
        if (!sheet.Test(seats.Count == keySet.N, 15, name, $"{seats.Count} = {keySet.N}"))
            return;
        var accounts = new List<byte>();
        for (var seat = 1; seat <= seats.Count; seat++)
        {
            var message = CmsVerifier.Open(seats[seat - 1]);
            var statement = SeatStatement.Parse(message.Content);
            var report = authorities.Check(message.Signer, message.Others, Instants.Of(binding.At));
            var holds =
                report.IsGood
                && statement.Seat == seat
                && statement.PoolId.AsSpan().SequenceEqual(bundle.Bundle.KeySet.PoolId)
                && statement.PublicKey.AsSpan().SequenceEqual(keySet.SeatKeys[seat - 1].Encode33());
            sheet.Test(holds, 15, $"seat {seat}", $"{report.OrgName} ({report.OrgCode}): {report.Outcome}");
            bundle.SeatCodes.Add(report.OrgCode);
            accounts.AddRange(statement.Account);
        }

        sheet.Test(bundle.SeatCodes.Distinct().Count() == seats.Count, 15, name, "no organisation has two seats");
        sheet.Equal(15, "accounts of the seats", SHA256.HashData(accounts.ToArray()), binding.SeatsHash);
    }
}
