namespace SalesSignals.Azure.SendGrid;

/// <summary>How to send mail with SendGrid; bound from the section <c>SendGrid</c>.</summary>
public sealed class SendGridOptions
{
    /// <summary>A key with the permission "Mail Send". Never logged.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Default: SendGrid's own. EU subusers: <c>https://api.eu.sendgrid.com</c>.</summary>
    public Uri BaseAddress { get; set; } = new("https://api.sendgrid.com");

    /// <summary>Whom the mail is from: a sender that SendGrid has verified.</summary>
    public SendGridFrom From { get; set; } = new();

    /// <summary>Messages are checked by SendGrid and not delivered. Default: no.</summary>
    public bool Sandbox { get; set; }

    /// <summary>The verification key of SendGrid's signed event webhook, base64. Empty where the webhook is not set up.</summary>
    public string EventWebhookPublicKey { get; set; } = "";

    /// <summary>What is wrong, each with its mend; empty where mail can be sent.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(ApiKey))
        {
            problems.Add("SendGrid__ApiKey is not set: create a key with the permission 'Mail Send' at SendGrid.");
        }
        else if (ApiKey.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            problems.Add("SendGrid__ApiKey holds blanks or characters that no key has: copy it again.");
        }

        if (!BaseAddress.IsAbsoluteUri || BaseAddress.Scheme is not ("https" or "http"))
        {
            problems.Add("SendGrid__BaseAddress must be an absolute address such as https://api.sendgrid.com.");
        }

        if (!From.Email.Contains('@', StringComparison.Ordinal))
        {
            problems.Add("SendGrid__From__Email must be the address of a sender verified at SendGrid.");
        }

        if (EventWebhookPublicKey.Length > 0 && !SendGridEvents.IsPublicKey(EventWebhookPublicKey))
        {
            problems.Add("SendGrid__EventWebhookPublicKey is no public key: copy the verification key of the signed event webhook from SendGrid.");
        }

        return problems;
    }
}

/// <summary>Whom mail is from.</summary>
public sealed class SendGridFrom
{
    public string Email { get; set; } = "";

    public string? Name { get; set; } = "SalesSignals";
}
