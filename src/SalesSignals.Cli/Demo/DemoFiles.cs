using System.Globalization;
using System.Text;

namespace SalesSignals.Cli.Demo;

/// <summary>What <c>demo --once</c> leaves behind.</summary>
internal static class DemoFiles
{
    /// <summary>Makes the folder, and clears what an earlier demo left there; nothing else in it is touched.</summary>
    public static void Prepare(string folder)
    {
        System.IO.Directory.CreateDirectory(Emails(folder));
        File.Delete(Path.Combine(folder, "summary.json"));
        foreach (var file in System.IO.Directory.EnumerateFiles(Emails(folder)).Where(file => Path.GetExtension(file) is ".html" or ".txt" or ".json"))
        {
            File.Delete(file);
        }
    }

    public static string LogFile(string folder) => Path.Combine(Path.GetFullPath(folder), "app.log");

    public static async Task WriteAsync(string folder, DemoSummary summary, IReadOnlyList<CaughtEmail> emails, CancellationToken cancellationToken)
    {
        foreach (var (index, email) in emails.OrderBy(email => email.Kind, StringComparer.Ordinal).ThenBy(email => email.ToEmail, StringComparer.Ordinal).Index())
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{index + 1:D3}-{email.Kind}-{OrganisationNames.Slug(email.ToEmail.Split('@')[0])}");
            await WriteAsync(folder, $"{name}.html", email.Html, cancellationToken);
            await WriteAsync(folder, $"{name}.txt", email.Text, cancellationToken);
            await WriteAsync(folder, $"{name}.json", email.RequestJson, cancellationToken);
        }

        // Last: where there is a summary, all of it is there.
        await using var file = File.Create(Path.Combine(folder, "summary.json"));
        await summary.WriteAsync(file, cancellationToken);
    }

    private static Task WriteAsync(string folder, string name, string text, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(Path.Combine(Emails(folder), name), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellationToken);

    private static string Emails(string folder) => Path.Combine(folder, "emails");
}
