using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace SalesSignals.Cli.Demo;

/// <summary>The page's markup.</summary>
internal static class MailPageHtml
{
    public const string Style = """
        :root { color-scheme: light dark; }
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 68rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.4rem; }
        h2 { font-size: 1rem; margin: 1.5rem 0 0.25rem; }
        ul { list-style: none; margin: 0; padding: 0; }
        li { padding: 0.35rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
        .kind { display: inline-block; min-width: 9rem; opacity: 0.8; }
        iframe { width: 100%; height: 75vh; border: 1px solid color-mix(in srgb, currentColor 30%, transparent); background: #fff; }
        """;

    public static string List(IReadOnlyList<CaughtEmail> caught)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<h1>{caught.Count} emails were caught</h1>");
        html.Append("<p>None of them went anywhere. This is what each recipient would find in their inbox.</p>");
        foreach (var recipient in caught.GroupBy(email => email.ToEmail).OrderBy(mails => mails.Min(email => email.Kind), StringComparer.Ordinal).ThenBy(mails => mails.Key, StringComparer.Ordinal))
        {
            var name = recipient.First().ToName;
            html.Append(CultureInfo.InvariantCulture, $"<h2>{Text(name ?? recipient.Key)} &lt;{Text(recipient.Key)}&gt;</h2><ul>");
            foreach (var email in recipient)
            {
                html.Append(CultureInfo.InvariantCulture, $"<li><span class=\"kind\">{Text(email.Kind)}</span> <a href=\"/mail/{Text(email.Id)}\">{Text(email.Subject)}</a></li>");
            }

            html.Append("</ul>");
        }

        return Document("Caught emails", html.ToString());
    }

    public static string Email(CaughtEmail email) => Document(
        email.Subject,
        $"""
        <p><a href="/">All emails</a></p>
        <h1>{Text(email.Subject)}</h1>
        <p>To {Text(email.ToName ?? "")} &lt;{Text(email.ToEmail)}&gt;, {Text(email.Kind)}. As
        <a href="/mail/{Text(email.Id)}/text">plain text</a>, as <a href="/mail/{Text(email.Id)}/html">HTML alone</a>, as
        <a href="/mail/{Text(email.Id)}/json">the request that SendGrid would get</a>.</p>
        <iframe title="The email as HTML" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/mail/{Text(email.Id)}/html"></iframe>
        """);

    /// <summary>The email as it is, but that its links open in windows of their own.</summary>
    public static string Shown(CaughtEmail email) => email.Html.Replace("<head>", "<head><base target=\"_blank\">", StringComparison.Ordinal);

    private static string Document(string title, string body) => $"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{Text(title)}</title><link rel="stylesheet" href="/style.css"></head>
        <body><main>{body}</main></body>
        </html>
        """;

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
