using Microsoft.Playwright;
using Tender.Sample.Cast;

namespace Tender.EndToEnd;

/// <summary>What a bidder does on the "make a bid" page, task by task.</summary>
public sealed class BidPages(IPage page, SampleCertificates certificates)
{
    /// <summary>Password of the key files that the journeys make.</summary>
    public const string KeyPassword = "journey-key-file-1";

    /// <summary>Opens the notice and follows its link to the bid page.</summary>
    public async Task OpenAsync(string no)
    {
        await page.GotoAsync($"/zh/tenders/{no}");
        await page.GetByRole(AriaRole.Link, new() { Name = "制作投标文件" }).ClickAsync();
        await Assertions.Expect(Part("panel-tasks")).ToBeVisibleAsync();
    }

    /// <summary>Task 1: the certificate, opened in the page.</summary>
    public async Task UseCertificateAsync(SampleOrganisation who)
    {
        ArgumentNullException.ThrowIfNull(who);
        await GoAsync("certificate");
        await page.Locator("#certificate-file").SetInputFilesAsync(certificates.PathOf(who));
        await page.Locator("#certificate-password").FillAsync(SampleCertificates.Password);
        await Part("certificate-open").ClickAsync();
        await Assertions.Expect(Part("certificate-result")).ToContainTextAsync(who.OrgCode);
    }

    /// <summary>Tasks 2 to 4: files, price, check.</summary>
    public async Task PrepareAsync(string file, string priceYuan, string manager)
    {
        await GoAsync("files");
        await page.Locator("#files-input").SetInputFilesAsync(file);
        await Assertions.Expect(Part("files-list")).ToContainTextAsync(Path.GetFileName(file));
        await GoAsync("price");
        await page.Locator("#price").FillAsync(priceYuan);
        await page.Locator("#period").FillAsync("180");
        await page.Locator("#quality").FillAsync("合格");
        await page.Locator("#manager").FillAsync(manager);
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await GoAsync("check");
        await Assertions.Expect(Part("check-body")).ToBeVisibleAsync();
        await page.Locator("#check-read").CheckAsync();
        await Part("check-confirm").ClickAsync();
    }

    /// <summary>Task 5: seals and sends; gives the key file's path.</summary>
    public async Task SealAndSendAsync(string keyFile)
    {
        await StartSealingAsync(keyFile);
        await Assertions.Expect(Part("send-done")).ToBeVisibleAsync(new() { Timeout = 120_000 });
    }

    /// <summary>Seals; the upload may be still under way.</summary>
    public async Task StartSealingAsync(string keyFile)
    {
        await GoAsync("send");
        await page.Locator("#send-password").FillAsync(KeyPassword);
        await page.Locator("#send-password-again").FillAsync(KeyPassword);
        await Part("send-form").Locator("button").ClickAsync();
        await SaveKeyFileAsync(keyFile);
    }

    /// <summary>The key file as it lies on this device.</summary>
    public Task SaveKeyFileAsync(string path) => SaveAsync(Part("send-keyfile"), path);

    /// <summary>What the vault signed, receipt or refusal.</summary>
    public Task SaveSignedAsync(string path) => SaveAsync(Part("receipt-signed"), path);

    /// <summary>Task 6: the one click that counts.</summary>
    public async Task SubmitAsync()
    {
        await GoAsync("commit");
        await Part("commit-send").ClickAsync();
        await Assertions.Expect(Part("receipt-accepted")).ToBeVisibleAsync();
    }

    /// <summary>Waits for the ledger and saves the receipt that can be checked offline.</summary>
    public async Task SaveReceiptAsync(string path) => await SaveAsync(Part("receipt-offline"), path);

    /// <summary>Follows a task's link.</summary>
    public async Task GoAsync(string task)
    {
        await page.EvaluateAsync($"location.hash = '#{task}'");
        await Assertions.Expect(Part($"panel-{task}")).ToBeVisibleAsync();
    }

    /// <summary>A part of the page by the name that its scripts use.</summary>
    public ILocator Part(string name) => page.Locator($"[data-part='{name}']");

    private async Task SaveAsync(ILocator button, string path)
    {
        await button.WaitForAsync(new() { Timeout = 60_000 });
        var download = await page.RunAndWaitForDownloadAsync(() => button.ClickAsync());
        await download.SaveAsAsync(path);
    }
}
