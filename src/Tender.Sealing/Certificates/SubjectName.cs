using System.Security.Cryptography.X509Certificates;

namespace Tender.Sealing;

/// <summary>Reads single attributes of a distinguished name.</summary>
internal static class SubjectName
{
    internal const string CommonName = "2.5.4.3";
    internal const string Organisation = "2.5.4.10";

    /// <summary>organizationIdentifier (X.520): where our profile keeps the organisation code.</summary>
    internal const string OrganisationIdentifier = "2.5.4.97";

    /// <summary>The value of the attribute, or empty when it is missing, doubled or not a string.</summary>
    internal static string Read(X500DistinguishedName name, string oid)
    {
        var found = name.EnumerateRelativeDistinguishedNames()
            .Where(r => !r.HasMultipleElements && r.GetSingleElementType().Value == oid)
            .Take(2)
            .ToList();
        return found.Count == 1 ? found[0].GetSingleElementValue() ?? "" : "";
    }
}
