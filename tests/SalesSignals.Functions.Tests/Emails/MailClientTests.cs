using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Functions.Emails;
using SalesSignals.Functions.Tests.Emails.CanIEmail;

namespace SalesSignals.Functions.Tests.Emails;

/// <summary>By caniemail's data: whatever an email uses, its mail client supports, or nobody is worse off for it.</summary>
public class MailClientTests
{
    public static TheoryData<string> Emails => EmailRendererTests.Emails;

    [SkippableTheory]
    [MemberData(nameof(Emails))]
    public async Task What_A_Mail_Client_Lacks_Is_Known_To_Do_No_Harm(string which)
    {
        var found = await CanIEmailTool.CheckAsync(await HtmlAsync(which));

        Assert.NotEmpty(found);
        Assert.Empty(found
            .Where(shortcoming => !MailClientAllowances.All.ContainsKey(shortcoming.Feature))
            .Select(shortcoming => $"{shortcoming.Feature}: {shortcoming.Support} in {shortcoming.Client}. {string.Join(' ', shortcoming.Notes)}"));
    }

    [SkippableFact]
    public async Task Nothing_Is_Allowed_That_No_Email_Uses()
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var which in Emails)
        {
            used.UnionWith((await CanIEmailTool.CheckAsync(await HtmlAsync(which))).Select(shortcoming => shortcoming.Feature));
        }

        Assert.Empty(MailClientAllowances.All.Keys.Except(used));
    }

    [SkippableTheory]
    [InlineData("""<div style="display:flex;gap:4px">a</div>""", "gap", "outlook.windows")]
    [InlineData("""<table style="transform:none"><tr><td>a</td></tr></table>""", "transform", "gmail.android")]
    [InlineData("""<style>.a { position: sticky }</style><p class="a">a</p>""", "position", "outlook.windows")]
    [InlineData("""<style>@media (max-width: 480px) { .a { clip-path: none } }</style><p class="a">a</p>""", "clip-path", "gmail.ios")]
    [InlineData("""<video src="a"></video>""", "<video> element", "outlook.windows")]
    [InlineData("""<p style="made-up:1">a</p>""", "made-up", "*")]
    public async Task What_A_Mail_Client_Lacks_Is_Found(string html, string feature, string client)
    {
        var found = await CanIEmailTool.CheckAsync($"<!DOCTYPE html><html lang=\"en\"><head></head><body>{html}</body></html>");

        Assert.Contains(found, shortcoming => shortcoming.Feature.Contains(feature, StringComparison.Ordinal) && shortcoming.Client == client);
        Assert.DoesNotContain(feature, MailClientAllowances.All.Keys);
    }

    private static async Task<string> HtmlAsync(string which) => (await SampleMail.RenderAsync(new(NullLoggerFactory.Instance), which)).Html;
}
