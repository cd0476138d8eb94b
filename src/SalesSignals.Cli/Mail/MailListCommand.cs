using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SalesSignals.Directory;
using SalesSignals.Outbox;

namespace SalesSignals.Cli.Mail;

/// <summary><c>mail list [--stopped] [--json]</c>: how everybody's mail fares, as the mail service tells it.</summary>
internal static class MailListCommand
{
    public static Command Create(CommandContext context)
    {
        var stopped = new Option<bool>("--stopped") { Description = "Only those who get nothing any more." };
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var command = new Command("list", "Show how everybody's mail fares: delivered, refused, complained of, stopped, switched off.") { stopped, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var all = await ReadAsync(context, cancellationToken);
            IReadOnlyList<PersonMail> shown = parsed.GetValue(stopped) ? [.. all.Where(mail => mail.Stopped is not null)] : all;
            await context.Out.WriteAsync(parsed.GetValue(json) ? Json(shown) : Text(shown));
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<IReadOnlyList<PersonMail>> ReadAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var tables = context.Open().Tables;
        await tables.CreateAsync(cancellationToken);
        var people = await new DirectoryStore(tables.Directory).ReadAsync(cancellationToken);
        return await new MailStandings(tables.Outbox, tables.Directory).ReadAsync(people.People, cancellationToken);
    }

    private static string Text(IReadOnlyList<PersonMail> all)
    {
        if (all.Count == 0)
        {
            return "Nobody.\n";
        }

        var width = all.Max(mail => mail.Person.Id.Length);
        var text = new StringBuilder();
        foreach (var mail in all)
        {
            var standing = mail.Standing;
            text.Append(CultureInfo.InvariantCulture, $"{mail.Person.Id.PadRight(width)}  delivered {standing.Delivered}, bounced {standing.Bounced}, blocked {standing.Blocked}, dropped {standing.Dropped}, ");
            text.Append(CultureInfo.InvariantCulture, $"called spam {standing.SpamReports}, unsubscribed {standing.Unsubscribes}\n");
            if (mail.Stopped is { } stop)
            {
                text.Append(CultureInfo.InvariantCulture, $"{new string(' ', width)}  stopped since {stop.At:yyyy-MM-dd}: {stop.Reason ?? "no reason given"}\n");
            }

            if (!mail.Preferences.Off.IsEmpty)
            {
                text.Append(CultureInfo.InvariantCulture, $"{new string(' ', width)}  switched off: {string.Join(", ", mail.Preferences.Off)}\n");
            }
        }

        return text.ToString();
    }

    private static string Json(IReadOnlyList<PersonMail> all)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (var mail in all)
            {
                Write(json, mail);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, PersonMail mail)
    {
        json.WriteStartObject();
        json.WriteString("person", mail.Person.Id);
        json.WriteNumber("delivered", mail.Standing.Delivered);
        json.WriteNumber("bounced", mail.Standing.Bounced);
        json.WriteNumber("blocked", mail.Standing.Blocked);
        json.WriteNumber("dropped", mail.Standing.Dropped);
        json.WriteNumber("spamReports", mail.Standing.SpamReports);
        json.WriteNumber("unsubscribes", mail.Standing.Unsubscribes);
        json.WriteBoolean("stopped", mail.Stopped is not null);
        if (mail.Stopped is { } stop)
        {
            json.WriteString("stoppedAt", stop.At);
            json.WriteString("reason", stop.Reason);
        }

        json.WriteStartArray("off");
        foreach (var kind in mail.Preferences.Off)
        {
            json.WriteStringValue(kind);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
