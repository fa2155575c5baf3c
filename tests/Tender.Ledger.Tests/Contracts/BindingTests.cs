using Tender.Ledger.Contracts;
using Xunit;

namespace Tender.Ledger.Tests.Contracts;

/// <summary>The committed interfaces against the typed clients: a function, event or error that appears or goes must be decided upon here.</summary>
public class BindingTests
{
    private static readonly string[] OpenZeppelin =
    [
        "DEFAULT_ADMIN_ROLE",
        "acceptDefaultAdminTransfer",
        "beginDefaultAdminTransfer",
        "cancelDefaultAdminTransfer",
        "changeDefaultAdminDelay",
        "defaultAdmin",
        "defaultAdminDelay",
        "defaultAdminDelayIncreaseWait",
        "getRoleAdmin",
        "grantRole",
        "hasRole",
        "owner",
        "pendingDefaultAdmin",
        "pendingDefaultAdminDelay",
        "renounceRole",
        "revokeRole",
        "rollbackDefaultAdminDelay",
        "supportsInterface",
    ];

    [Fact]
    public void AnchorLog_OwnFunctions_AreBound() =>
        AssertFunctions(
            ContractArtifact.AnchorLog,
            "ANCHORER",
            "anchor",
            "epoch0",
            "heads",
            "maxLagSeconds",
            "nextWindow",
            "retire",
            "successor",
            "windowEnd",
            "windowSeconds"
        );

    [Fact]
    public void TenderChain_OwnFunctions_AreBound() =>
        AssertFunctions(
            ContractArtifact.TenderChain,
            "RECORDER",
            "REGISTRAR",
            "SUPERVISOR",
            "anchorLog",
            "cancelTender",
            "commitShare",
            "extendDeadline",
            "hold",
            "publishKey",
            "publishNotice",
            "recordObjection",
            "recordOpening",
            "recordOpeningByOrder",
            "recordResult",
            "registerTender",
            "resume",
            "sealPhase",
            "sealSet",
            "tender"
        );

    [Fact]
    public void Errors_OfBothContracts_AreThoseOfTheDesign()
    {
        Assert.Equal(
            [
                "AlreadyRetired",
                "BadGrid",
                "LengthMismatch",
                "WindowNotEnded",
                "WrongWindow",
                "ZeroRoot",
                "ZeroSuccessor",
            ],
            OwnErrors(ContractArtifact.AnchorLog)
        );
        Assert.Equal(
            [
                "AlreadyCommitted",
                "BadDeadline",
                "BadState",
                "BadThreshold",
                "DeadlineNotReached",
                "DeadlinePassed",
                "NotSeat",
                "OnHold",
                "Retired",
                "TenderExists",
                "UnknownTender",
                "WindowsPending",
                "WrongPhase",
            ],
            OwnErrors(ContractArtifact.TenderChain)
        );
    }

    [Fact]
    public void Events_OfBothContracts_HaveTheSignaturesOfTheDesign()
    {
        Assert.Equal(
            "WindowAnchored(uint64,bytes32,bytes32,bytes32,uint64,bool)",
            ContractArtifact.AnchorLog.Abi.Events["WindowAnchored"].Signature
        );
        Assert.Equal(
            "TenderEvent(bytes32,uint8,uint32,bytes,bytes32,uint64)",
            ContractArtifact.TenderChain.Abi.Events["TenderEvent"].Signature
        );
    }

    [Fact]
    public void Storage_OfBothContracts_IsWhereProofsLook()
    {
        Assert.Equal(3UL, ContractArtifact.AnchorLog.MappingSlot);
        Assert.Equal(0UL, ContractArtifact.TenderChain.MappingSlot);
        Assert.Equal((0UL, 1UL, 2UL), ContractArtifact.TenderChain.LifeOffsets);
    }

    [Fact]
    public void IsCode_OtherCode_IsNotOurs()
    {
        Assert.False(ContractArtifact.AnchorLog.IsCode([]));
        Assert.False(ContractArtifact.AnchorLog.IsCode(ContractArtifact.AnchorLog.CreationCode.Span));
    }

    private static void AssertFunctions(ContractArtifact artifact, params string[] own) =>
        Assert.Equal(
            own.Order(StringComparer.Ordinal),
            artifact.Abi.Functions.Keys.Except(OpenZeppelin).Order(StringComparer.Ordinal)
        );

    private static IEnumerable<string> OwnErrors(ContractArtifact artifact) =>
        artifact
            .Abi.Errors.Select(e => e.Name)
            .Where(n => !n.StartsWith("AccessControl", StringComparison.Ordinal))
            .Except(["Error", "Panic", "SafeCastOverflowedUintDowncast"])
            .Order(StringComparer.Ordinal);
}
