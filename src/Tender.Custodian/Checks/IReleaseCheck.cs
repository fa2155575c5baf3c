using Tender.Custodian.Release;

namespace Tender.Custodian.Checks;

/// <summary>
/// One condition of SBID1 13.3. Checks run in the order of <see cref="ReleaseChecks"/>; each may rely on those before it.
/// </summary>
internal interface IReleaseCheck
{
    /// <summary>Null when the condition holds.</summary>
    Refusal? Check(ReleaseCase facts);
}
