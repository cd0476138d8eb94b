using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SalesSignals.Alerts;
using SalesSignals.Directory;
using SalesSignals.Functions.Work;

namespace SalesSignals.Cli.Mail;

/// <summary><c>digest preview --for EMAIL [--at TIME]</c>: the mail somebody would get, and why they would not. Only reads.</summary>
internal static class DigestPreviewCommand
{
    private const string Aside = "A preview: nothing was written or sent. Links with which its reader would act, or choose their mail, are left out.";

    public static Command Create(CommandContext context)
    {
        var person = new Option<string>("--for") { Description = "Whose mail, by their email or id in the directory.", HelpName = PersonArgument.HelpName, Required = true };
        var at = TimeOption.Create(
            "As it would be at this time, such as 2026-11-16T07:30:00Z: before now as deals were known then, after now as if nothing happened until then; with the people and settings of today. Now by default.");
        var kind = new Option<string>("--kind") { Description = "Which mail: a manager's morning digest, an admin's report, a rep's alert by default.", HelpName = "KIND" };
        kind.AcceptOnlyFromAmong([.. EmailKinds.All]);
        var html = new Option<FileInfo>("--html") { Description = "Write the HTML of the mail to this file, in the place of its text.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "As JSON, with text and HTML." };
        var command = new Command("preview", "Show the mail somebody would get at a time, and say why none would be sent. Nothing is written or sent.") { person, at, kind, html, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var preview = await ComposeAsync(context, parsed.GetRequiredValue(person), parsed.GetValue(kind), parsed.GetValue(at), cancellationToken);
            if (parsed.GetValue(html) is { } file)
            {
                var message = preview.Message ?? throw new CliException($"{file.Name} was not written: {Refused(preview)}");
                await File.WriteAllTextAsync(file.FullName, message.Html, cancellationToken);
            }

            await context.Out.WriteAsync(parsed.GetValue(json) ? Json(preview) : Text(preview, parsed.GetValue(html)));
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<MailPreview> ComposeAsync(CommandContext context, string idOrEmail, string? kind, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        var installation = context.Open();
        var person = PersonArgument.Find(await new DirectoryStore(installation.Tables.Directory).ReadAsync(cancellationToken), idOrEmail);
        var theirs = EmailKinds.Of(person);
        kind ??= person.Role is PersonRole.Admin ? EmailKinds.AdminReport : theirs[0];
        return theirs.Contains(kind)
            ? await new MailPreviews(installation.Tables, installation.Queues, installation.Sources, installation.Lexicons, context.Time)
                .ComposeAsync(person, kind, at ?? context.Time.GetUtcNow(), cancellationToken)
            : throw new CliException($"{person.Name} ({Wording.Words($"{person.Role}").ToLowerInvariant()}) never gets {EmailKinds.Words(kind)}: there is {Wording.List(theirs, shown: theirs.Length)}.");
    }

    private static string Refused(MailPreview preview) => $"no {Wording.Words(preview.Kind)} would be sent: {preview.Refusal}.";

    private static string Text(MailPreview preview, FileInfo? html)
    {
        var (person, local) = (preview.Person, LocalMoment.Of(preview.At, preview.Person.TimeZone));
        string[] head =
        [
            $"{Wording.Title(preview.Kind)} for {Wording.Clean(person.Name)} <{person.Email}>, {Wording.LongDay(local.Date)} {ReaderCulture.Usual.Time(local.Time)} ({person.TimeZone})",
            preview.Refusal is null ? "It would be sent." : $"N{Refused(preview)[1..]}",
            .. preview.Message is { } message ? [Aside, "", $"Subject: {message.Subject}", "", html is null ? message.Text.TrimEnd() : $"Written to {html.FullName}"] : (string[])[],
        ];
        return string.Join('\n', head) + "\n";
    }

    private static string Json(MailPreview preview)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("person", preview.Person.Id);
            json.WriteString("kind", preview.Kind);
            json.WriteString("at", preview.At);
            json.WriteBoolean("isSent", preview.Refusal is null);
            json.WriteString("reason", preview.Refusal);
            json.WriteString("subject", preview.Message?.Subject);
            json.WriteString("period", preview.Message?.Period);
            json.WriteString("text", preview.Message?.Text);
            json.WriteString("html", preview.Message?.Html);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }
}
