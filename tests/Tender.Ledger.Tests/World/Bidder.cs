using System.Security.Cryptography.X509Certificates;
using Tender.Sealing;

namespace Tender.Ledger.Tests.World;

/// <summary>A bidder of the world and what it did so far.</summary>
internal sealed class Bidder(X509Certificate2 certificate, string uscc, string company, byte[] bidNonce)
{
    public X509Certificate2 Certificate => certificate;

    public string Uscc => uscc;

    public string Company => company;

    public byte[] BidNonce => bidNonce;

    public List<Submission> Submissions { get; } = [];

    public byte[] Tag => SubmissionStatement.BidderTag(bidNonce, uscc);
}
