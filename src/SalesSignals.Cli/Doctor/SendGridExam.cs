using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using SalesSignals.Azure.SendGrid;
using SalesSignals.Digests;
using SalesSignals.Outbox;

namespace SalesSignals.Cli.Doctor;

/// <summary>Whether mail can be sent: the key and what it may do, the sender, and a message that SendGrid checks and does not deliver.</summary>
internal static class SendGridExam
{
    private const string KeyMend = "Create a key at SendGrid (Settings, API Keys, Restricted Access, Mail Send) and set SendGrid__ApiKey to it.";
    private const string SenderMend =
        "Verify the address at SendGrid (Settings, Sender Authentication), or authenticate its domain there, or set SendGrid__From__Email to one that is verified.";

    /// <summary>The options; null where they cannot be read.</summary>
    public static SendGridOptions? OptionsOf(Patient patient)
    {
        try
        {
            var options = new SendGridOptions();
            patient.Configuration.GetSection("SendGrid").Bind(options);
            return options.BaseAddress.IsAbsoluteUri ? options : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static async IAsyncEnumerable<Finding> LookAsync(Patient patient, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (OptionsOf(patient) is not { } options)
        {
            yield return Finding.Failure("settings", "A setting under SendGrid__ has not the form it should have.", "Compare them with docs/configuration.md.");
            yield break;
        }

        if (options.Problems() is { Count: > 0 } problems)
        {
            foreach (var problem in problems)
            {
                yield return Split(problem);
            }

            yield break;
        }

        var api = new SendGridQuestions(patient.Http, options);
        var key = await api.ScopesAsync(cancellationToken);
        yield return Key(key);
        if (key is SendGridScopes.Known { Scopes: var scopes } && scopes.Contains("api_keys.create"))
        {
            yield return Finding.Warning("key's rights", "The key may do anything in the account; sending takes one permission.", KeyMend);
        }

        if (key is SendGridScopes.Known)
        {
            yield return Sender(options.From.Email, await api.IsVerifiedAsync(options.From.Email, cancellationToken));
            yield return await SendAsync(patient, options, cancellationToken);
        }

        yield return options.EventWebhookPublicKey.Length > 0
            ? Finding.Well("events", "The key of SendGrid's event webhook is set.")
            : Finding.Warning(
                "events",
                "SendGrid__EventWebhookPublicKey is not set: bounces are not heard of, and a send whose answer was lost stays in doubt.",
                "Point SendGrid's signed event webhook at /api/mail/events, and set its verification key.");
        if (options.Sandbox)
        {
            yield return Finding.Warning("sandbox", "SendGrid__Sandbox is on: no mail is delivered.", "Remove SendGrid__Sandbox when people are to get mail.");
        }
    }

    /// <summary>These sentences say what is wrong, then what to do.</summary>
    private static Finding Split(string problem) => problem.IndexOf(": ", StringComparison.Ordinal) is > 0 and var at
        ? Finding.Failure("settings", problem[..at] + ".", char.ToUpperInvariant(problem[at + 2]) + problem[(at + 3)..])
        : Finding.Failure("settings", problem, "Set it so.");

    private static Finding Key(SendGridScopes key) => key switch
    {
        SendGridScopes.Known { Scopes: var scopes } when scopes.Contains("mail.send") => Finding.Well("key", "It is valid and may send mail."),
        SendGridScopes.Known => Finding.Failure("key", "It is valid and may not send mail.", KeyMend),
        SendGridScopes.Refused { Status: var status } => Finding.Failure("key", $"SendGrid does not know it ({status}).", KeyMend),
        SendGridScopes.Unreachable { Reason: var reason } => Finding.Failure(
            "key", $"SendGrid cannot be asked: {reason}.", "See that SendGrid__BaseAddress is right (EU subusers: https://api.eu.sendgrid.com), and that a firewall lets this machine out."),
        _ => throw new ArgumentOutOfRangeException(nameof(key)),
    };

    private static Finding Sender(string email, bool? isVerified) => isVerified switch
    {
        true => Finding.Well("sender", $"{email} is verified."),
        false => Finding.Failure("sender", $"{email} is not verified at SendGrid.", SenderMend),
        null => Finding.Unseen("sender", "The key may not ask which senders are verified, as it should be: look under Settings, Sender Authentication."),
    };

    private static async Task<Finding> SendAsync(Patient patient, SendGridOptions options, CancellationToken cancellationToken)
    {
        var sandbox = new SendGridOptions { ApiKey = options.ApiKey, BaseAddress = options.BaseAddress, From = options.From, Sandbox = true };
        var message = new EmailMessage
        {
            Kind = "doctor",
            Period = "doctor",
            PersonId = "doctor",
            ToEmail = options.From.Email,
            Subject = "SalesSignals doctor",
            Text = "Checked and not delivered.",
            Html = "<p>Checked and not delivered.</p>",
        };
        return await new SendGridClient(patient.Http, sandbox, patient.Time).SendAsync(message, "doctor", cancellationToken) switch
        {
            EmailSendResult.Accepted => Finding.Well("send", "SendGrid accepts a message in its sandbox, where nothing is delivered."),
            EmailSendResult.NotNow(_, var reason) => Failed(reason),
            EmailSendResult.Refused(var reason) => Failed(reason),
            EmailSendResult.Unknown(var reason) => Failed(reason),
            _ => throw new InvalidOperationException("There is no such result."),
        };

        static Finding Failed(string reason) => Finding.Failure("send", $"A message in SendGrid's sandbox was not accepted: {reason}.", SenderMend);
    }
}
