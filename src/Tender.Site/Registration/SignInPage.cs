using Tender.Rules;

namespace Tender.Site.Registration;

/// <summary>What the sign-in page shows.</summary>
/// <param name="Next">Where to go afterwards, an address of this site.</param>
/// <param name="Findings">Why the last try was refused.</param>
public sealed record SignInPage(string Next, IReadOnlyList<Finding> Findings);
