using System.Reflection;
using System.Security.Cryptography;
using Tender.Sealing;

namespace Tender.Cli.Submit;

/// <summary>The statement that is signed (SBID1 10).</summary>
internal static class StatementDraft
{
    public static SubmissionStatement Make(
        Desk desk,
        StatementAction action,
        OwnHistory history,
        TenderFacts tender,
        SealedFileHasher? file
    ) =>
        new()
        {
            V = 1,
            Action = action,
            TenderRef = tender.TenderRef,
            Lot = tender.Lot,
            DocHash = file?.Header!.DocHash.ToArray() ?? tender.DocHash,
            KeySetId = file?.Header!.KeySetId.ToArray() ?? tender.KeySetId ?? desk.Keys.KeySetId,
            Suite = 1,
            Flags = file?.Header!.Flags ?? 0,
            FileSize = file?.Length ?? 0,
            HeaderHash = file?.Header!.Hash() ?? new byte[32],
            TreeRoot = file?.Root() ?? new byte[32],
            LeafCount = file?.Header!.LeafCount ?? 0,
            Seq = history.Seq + 1,
            PrevCommitment = history.Commitment,
            BidNonce = desk.Keys.BidNonce,
            LeafNonce = desk.Say.World.Random.Bytes(32),
            Uscc = desk.Keys.OrgCode,
            Company = desk.Session.Facts.Organisation.Name,
            Signer = desk.Session.Facts.Signer,
            Tool = Tool(),
            ClientTime = desk.Say.World.Clock.GetUtcNow(),
        };

    private static SealingTool Tool()
    {
        var assembly = typeof(StatementDraft).Assembly;
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
        var hash = File.Exists(assembly.Location)
            ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(assembly.Location)))
            : "";
        return new SealingTool("tender", version.Split('+')[0], hash);
    }
}
