using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Tender.Sample.Cast;
using Tender.Sealing;

namespace Tender.Sample.Play;

/// <summary>An agent in front of the site, without a browser: the same addresses and forms, the same signatures.</summary>
public sealed class SiteAgent : IDisposable
{
    private const string TokenField = "__RequestVerificationToken";
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);
    private readonly HttpClient http;
    private readonly X509Certificate2 certificate;
    private readonly TimeProvider time;
    private readonly IRandom random;

    public SiteAgent(Uri site, X509Certificate2 certificate, TimeProvider time, IRandom random)
    {
        this.certificate = certificate;
        this.time = time;
        this.random = random;
        http = new HttpClient(new CookieJar())
        {
            BaseAddress = new Uri(site, "zh/"),
            Timeout = TimeSpan.FromSeconds(60),
        };
        // Programs get problem+json instead of a page.
        http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
    }

    public async Task SignInAsync(CancellationToken cancel)
    {
        var (signature, token) = await SignAsync("sign-in/challenge.json", cancel);
        await PostAsync("sign-in", token, cancel, ("signature", signature));
    }

    /// <summary>Types the facts, attaches the documents, signs and publishes.</summary>
    public async Task<PublishedNotice> PublishAsync(SampleNotice notice, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(notice);
        var account = await http.GetFromJsonAsync<JsonElement>("account.json", cancel);
        var token = account.GetProperty("formToken").GetString()!;
        var draft = await PostAsync("notices/new", token, cancel, Facts(notice));
        var no = draft.OriginalString.Split('/')[^1];
        await AttachAsync(no, token, notice.Documents, cancel);
        var (signature, fresh) = await SignAsync($"notices/{no}/challenge.json", cancel);
        await PostAsync($"notices/{no}/publish", fresh, cancel, ("signature", signature));
        var published = await http.GetFromJsonAsync<JsonElement>($"tenders/{no}/notice.json", cancel);
        return new PublishedNotice(no, published.GetProperty("tenderRef").GetString()!, notice.Deadline);
    }

    /// <summary>Types a tender plan, signs and publishes it.</summary>
    /// <returns>Its number.</returns>
    public async Task<string> PublishPlanAsync((string Name, string Value)[] fields, CancellationToken cancel)
    {
        var account = await http.GetFromJsonAsync<JsonElement>("account.json", cancel);
        var token = account.GetProperty("formToken").GetString()!;
        (string, string)[] form = [("Id", random.NewId().ToString()), .. fields];
        var no = (await PostAsync("desk/plans/new", token, cancel, form)).OriginalString.Split('/')[^1];
        var (signature, fresh) = await SignAsync($"desk/plans/{no}/challenge.json", cancel);
        await PostAsync($"desk/plans/{no}/publish", fresh, cancel, ("signature", signature));
        return no;
    }

    public void Dispose() => http.Dispose();

    private (string, string)[] Facts(SampleNotice notice)
    {
        var local = notice.Deadline.ToOffset(Beijing);
        return
        [
            ("Id", random.NewId().ToString()),
            ("Title", notice.Title),
            ("TendereeName", SampleCast.Tenderee.Name),
            ("TendereeCode", SampleCast.Tenderee.OrgCode),
            ("TendereeAddress", "杭州市上城区解放东路18号"),
            ("Trade", "works"),
            ("Mandatory", "yes"),
            ("StateFunded", "no"),
            ("Place", notice.Place),
            ("Nature", "新建"),
            ("Scale", notice.Scope.Split('，')[0]),
            ("FundSource", "企业自筹资金 100%"),
            ("Consortium", "no"),
            ("ValidityDays", "90"),
            ("Scope", notice.Scope),
            ("Qualification", notice.Qualification),
            ("PeriodDays", notice.PeriodDays.ToString(CultureInfo.InvariantCulture)),
            ("CeilingYuan", notice.CeilingYuan.ToString(CultureInfo.InvariantCulture)),
            ("Contact", $"{SampleCast.Agent.Signer} 0571-00000000"),
            ("DeadlineDate", local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("DeadlineTime", local.ToString("HH:mm:ss", CultureInfo.InvariantCulture)),
        ];
    }

    /// <summary>Gets a challenge and signs its text.</summary>
    private async Task<(string Signature, string Token)> SignAsync(string path, CancellationToken cancel)
    {
        using var response = await http.GetAsync(path, cancel);
        await DemandAsync(response, response.IsSuccessStatusCode, cancel);
        var challenge = await response.Content.ReadFromJsonAsync<JsonElement>(cancel);
        var text = Encoding.UTF8.GetBytes(challenge.GetProperty("challenge").GetString()!);
        var signature = CmsSigner.Sign(text, certificate, time.GetUtcNow());
        return (Convert.ToBase64String(signature), challenge.GetProperty("formToken").GetString()!);
    }

    /// <summary>Posts a form; a success is a redirect, whose address comes back.</summary>
    private async Task<Uri> PostAsync(
        string path,
        string token,
        CancellationToken cancel,
        params (string Name, string Value)[] fields
    )
    {
        using var form = new FormUrlEncodedContent(
            fields.Append((TokenField, token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2))
        );
        using var response = await http.PostAsync(path, form, cancel);
        await DemandAsync(response, response.StatusCode == HttpStatusCode.Redirect, cancel);
        return response.Headers.Location!;
    }

    private async Task AttachAsync(
        string no,
        string token,
        IReadOnlyList<(string Name, byte[] Content)> documents,
        CancellationToken cancel
    )
    {
        using var form = new MultipartFormDataContent { { new StringContent(token), TokenField } };
        foreach (var (name, content) in documents)
            form.Add(new ByteArrayContent(content), "files", name);
        using var response = await http.PostAsync($"notices/{no}/documents", form, cancel);
        await DemandAsync(response, response.StatusCode == HttpStatusCode.Redirect, cancel);
    }

    private static async Task DemandAsync(HttpResponseMessage response, bool good, CancellationToken cancel)
    {
        if (!good)
            throw new SiteRefusedException(
                $"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri!.AbsolutePath}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancel)}"
            );
    }
}
