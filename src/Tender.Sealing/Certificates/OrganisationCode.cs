using System.Security.Cryptography.X509Certificates;

namespace Tender.Sealing;

/// <summary>The unified social credit code of an organisation (GB 32100-2015): 17 characters and a check character.</summary>
public static class OrganisationCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// <summary>Whether the 18 characters are of the alphabet and the last one is right (modulus 31, weights 3^i).</summary>
    public static bool IsValid(string? code) => code is { Length: 18 } && CheckCharacter(code[..17]) == code[17];

    /// <summary>The code that a certificate's subject names, as it stands there; empty when there is none.</summary>
    public static string Of(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return SubjectName.Read(certificate.SubjectName, SubjectName.OrganisationIdentifier);
    }

    /// <summary>The check character for the first 17 characters, or null when one of them is not of the alphabet.</summary>
    public static char? CheckCharacter(string body)
    {
        var sum = 0;
        var weight = 1;
        foreach (var character in body)
        {
            var value = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (value < 0)
            {
                return null;
            }

            sum += value * weight;
            weight = weight * 3 % 31;
        }

        return Alphabet[(31 - sum % 31) % 31];
    }
}
