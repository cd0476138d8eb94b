using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using SalesSignals.Digests;
using SalesSignals.Links;

namespace SalesSignals.Functions.Tests.Emails;

/// <summary>
/// Exactly what a reader gets, in Samples/. After a wanted change run these tests once with SALESSIGNALS_WRITE_SAMPLES=1: they write
/// the files and fail, so that nobody writes them unawares; read the difference, and run again without.
/// </summary>
public partial class EmailSampleTests
{
    [Fact]
    public async Task Alert_Reads_As_In_Its_Sample() => Check("rep-alert", await SampleMail.RenderAsync("alert"));

    [Fact]
    public async Task Digest_Reads_As_In_Its_Sample() => Check("morning-digest", await SampleMail.RenderAsync("digest"));

    [Fact]
    public async Task First_Quiet_Digest_Reads_As_In_Its_Sample() => Check("quiet-first-digest", await SampleMail.RenderAsync("quiet-digest"));

    private static void Check(string name, EmailMessage email)
    {
        var files = new Dictionary<string, string>
        {
            [name + ".html"] = Opened(email.Html),
            [name + ".txt"] = $"Subject: {email.Subject}\nTo: {email.ToName} <{email.ToEmail}>\n\n{Opened(email.Text)}",
        };
        if (Environment.GetEnvironmentVariable("SALESSIGNALS_WRITE_SAMPLES") == "1")
        {
            Write(files);
            Assert.Fail("The samples were written. Read the difference, then run again without SALESSIGNALS_WRITE_SAMPLES.");
        }

        foreach (var (file, text) in files)
        {
            Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Emails", "Samples", file)), text);
        }
    }

    /// <summary>No two tokens are alike, so the samples show what each says instead.</summary>
    private static string Opened(string text) => Tokens().Replace(text, match =>
    {
        var link = Assert.IsType<LinkVerdict.Valid>(SampleMail.Signer.Open(match.Groups["token"].Value, SampleMail.Morning)).Link;
        return FormattableString.Invariant($"{match.Groups["way"]}{string.Join(',', link.Purpose, link.PersonId, link.Deal, link.Topic)},{(link.ExpiresAt - SampleMail.Morning).TotalDays}d");
    });

    [GeneratedRegex("(?<way>/api/(actions|preferences|board/enter)/)(?<token>[A-Za-z0-9_-]+)")]
    private static partial Regex Tokens();

    private static void Write(Dictionary<string, string> files, [CallerFilePath] string thisFile = "")
    {
        var folder = System.IO.Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(thisFile)!, "Samples")).FullName;
        foreach (var (file, text) in files)
        {
            File.WriteAllText(Path.Combine(folder, file), text);
        }
    }
}
