using System.Text.Json.Serialization;

namespace Tender.Ledger.Verification;

/// <summary>For whom a bundle is (SBID1 15).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BundleForm>))]
public enum BundleForm
{
    /// <summary>Everything but bodies: statements and partial openings too.</summary>
    [JsonStringEnumMemberName("party")]
    Party,

    /// <summary>Without statements and partial openings: the keys of the opened summaries prove themselves.</summary>
    [JsonStringEnumMemberName("public")]
    Public,
}
