using System.Text.Json;
using SalesSignals.Azure.SendGrid;

namespace SalesSignals.Cli.Demo;

/// <summary>A message that the stand-in has taken, as its recipient would see it.</summary>
/// <param name="Id">The stand-in's own id, answered as <c>X-Message-Id</c>.</param>
/// <param name="MessageId">Our id, from the custom arguments; empty where there was none.</param>
/// <param name="Kind">The first category.</param>
/// <param name="RequestJson">The request, byte for byte as it came.</param>
public sealed record CaughtEmail(
    string Id, string MessageId, string Kind, string ToEmail, string? ToName, string Subject, string Text, string Html, string RequestJson, DateTimeOffset At)
{
    internal static CaughtEmail Read(string id, JsonElement request, string requestJson, DateTimeOffset at)
    {
        var personalization = request.GetProperty("personalizations")[0];
        var to = personalization.GetProperty("to")[0];
        return new(
            id,
            personalization.TryGetProperty("custom_args", out var args) ? Member(args, SendGridRequest.MessageIdArgument) ?? "" : "",
            request.TryGetProperty("categories", out var categories) && categories.GetArrayLength() > 0 ? categories[0].GetString()! : "",
            Member(to, "email")!,
            Member(to, "name"),
            Member(personalization, "subject") ?? Member(request, "subject") ?? "",
            Content(request, "text/plain"),
            Content(request, "text/html"),
            requestJson,
            at);
    }

    private static string Content(JsonElement request, string type) => request.GetProperty("content").EnumerateArray()
        .Where(part => Member(part, "type") == type).Select(part => Member(part, "value")).FirstOrDefault() ?? "";

    private static string? Member(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}

/// <summary>A call of the Mail Send API and what the stand-in answered; null where it broke the connection.</summary>
public sealed record SendGridStandInCall(DateTimeOffset At, int? Status);

/// <summary>What goes wrong with a call.</summary>
public abstract record SendGridStandInFault
{
    private SendGridStandInFault()
    {
    }

    /// <summary>429, to be tried again at <paramref name="ResetAt"/>.</summary>
    public sealed record RateLimited(DateTimeOffset ResetAt) : SendGridStandInFault;

    /// <summary>The message is not taken, and this is the answer.</summary>
    public sealed record Answers(int Status, string? Error = null, Uri? Location = null) : SendGridStandInFault;

    /// <summary>The message is taken, and the answer is lost.</summary>
    public sealed record AcceptThenDrop : SendGridStandInFault;

    /// <summary>The message is not taken, and there is no answer.</summary>
    public sealed record Drop : SendGridStandInFault;

    /// <summary>All goes well, later.</summary>
    public sealed record Delay(TimeSpan For) : SendGridStandInFault;
}

/// <summary>An event as SendGrid's event webhook would tell it.</summary>
/// <param name="Name"><c>processed</c>, <c>delivered</c>, <c>dropped</c>, <c>bounce</c>…</param>
/// <param name="EventId">Repeats of an event carry the same id.</param>
public sealed record SendGridStandInEvent(string Name, string EventId, CaughtEmail Email, DateTimeOffset At, string? Reason = null)
{
    /// <summary>What SendGrid tells of a message that arrives.</summary>
    public static IReadOnlyList<SendGridStandInEvent> Delivery(CaughtEmail email)
    {
        ArgumentNullException.ThrowIfNull(email);
        return [new("processed", email.Id + ".processed", email, email.At), new("delivered", email.Id + ".delivered", email, email.At)];
    }
}
