using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Digests;
using SalesSignals.Functions.Emails;

namespace SalesSignals.Functions.Tests.Emails;

/// <summary>
/// Exactly what a reader gets, in Samples/. After a wanted change run these tests once with SALESSIGNALS_WRITE_SAMPLES=1: they write
/// the files and fail, so that nobody writes them unawares; read the difference, and run again without.
/// </summary>
public class EmailSampleTests
{
    private readonly EmailRenderer _renderer = new(NullLoggerFactory.Instance);

    [Fact]
    public async Task Alert_Reads_As_In_Its_Sample() => Check("rep-alert", await _renderer.RenderAsync(SampleMail.Alert()));

    [Fact]
    public async Task Digest_Reads_As_In_Its_Sample() => Check("morning-digest", await _renderer.RenderAsync(SampleMail.Digest()));

    [Fact]
    public async Task First_Quiet_Digest_Reads_As_In_Its_Sample() => Check("quiet-first-digest", await _renderer.RenderAsync(SampleMail.QuietDigest()));

    private static void Check(string name, EmailMessage email)
    {
        var files = new Dictionary<string, string>
        {
            [name + ".html"] = email.Html,
            [name + ".txt"] = $"Subject: {email.Subject}\nTo: {email.ToName} <{email.ToEmail}>\n\n{email.Text}",
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

    private static void Write(Dictionary<string, string> files, [CallerFilePath] string thisFile = "")
    {
        var folder = System.IO.Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(thisFile)!, "Samples")).FullName;
        foreach (var (file, text) in files)
        {
            File.WriteAllText(Path.Combine(folder, file), text);
        }
    }
}
