using Microsoft.Playwright;
using Xunit;

namespace Tender.EndToEnd;

/// <summary>Somebody without a mouse: Tab, Enter, Space and letters. What has the focus must be seen to have it.</summary>
public sealed class KeyboardUser
{
    private const int LongestWay = 80;
    private readonly IPage page;
    private TaskCompletionSource<IFileChooser> chosen = new();

    /// <summary>Listens for file dialogues from the beginning: one that nobody intercepts stays open and blocks the next.</summary>
    public KeyboardUser(IPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        this.page = page;
        page.FileChooser += (_, dialogue) => chosen.TrySetResult(dialogue);
    }

    /// <summary>Goes on with Tab until the element has the focus.</summary>
    public async Task GoToAsync(ILocator wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        await wanted.WaitForAsync();
        for (var step = 0; step < LongestWay; step++)
        {
            if (await wanted.EvaluateAsync<bool>("e => e === document.activeElement"))
            {
                Assert.True(await wanted.EvaluateAsync<bool>(SeenToHaveFocus), $"no sign of the focus on {wanted}");
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{wanted} was not reached with {LongestWay} steps");
    }

    /// <summary>Goes there and types.</summary>
    public async Task TypeAsync(ILocator field, string text)
    {
        await GoToAsync(field);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.InsertTextAsync(text);
    }

    /// <summary>Types into a field of date or time; in which order its parts stand is a matter of the browser's language.</summary>
    public async Task TypePartsAsync(ILocator field, string value, params string[] orders)
    {
        foreach (var order in orders)
        {
            await GoToAsync(field);
            foreach (var part in order.Split(' '))
            {
                await page.Keyboard.TypeAsync(part);
                // Chromium goes on by itself after two digits; a year may have six, so it waits.
                if (part.Length > 2)
                {
                    await page.Keyboard.PressAsync("ArrowRight");
                }
            }

            if (await field.InputValueAsync() == value)
            {
                return;
            }

            // Back to the first part of the same field.
            for (var part = 0; part < 4; part++)
            {
                await page.Keyboard.PressAsync("ArrowLeft");
            }
        }

        Assert.Equal(value, await field.InputValueAsync());
    }

    /// <summary>Goes there and presses a key.</summary>
    public async Task PressAsync(ILocator target, string key = "Enter")
    {
        await GoToAsync(target);
        await page.Keyboard.PressAsync(key);
    }

    /// <summary>Opens the browser's own file dialogue by the keyboard and chooses.</summary>
    public async Task ChooseAsync(ILocator input, string file)
    {
        chosen = new TaskCompletionSource<IFileChooser>();
        await GoToAsync(input);
        await page.Keyboard.PressAsync("Enter");
        var dialogue = await chosen.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await dialogue.SetFilesAsync(file);
    }

    /// <summary>An outline or a shadow, on the element itself or, for boxes that are drawn by their label, beside it.</summary>
    private const string SeenToHaveFocus = """
        e => [e, e.nextElementSibling].filter(Boolean).some(x => ['', '::before', '::after'].some(p => {
          const s = getComputedStyle(x, p || null);
          return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none';
        }))
        """;
}
