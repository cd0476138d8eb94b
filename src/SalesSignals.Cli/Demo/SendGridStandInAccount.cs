using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace SalesSignals.Cli.Demo;

/// <summary>
/// The account behind the stand-in's key, told as SendGrid's API descriptions have it: scopes, verified senders in pages after an id, and
/// authenticated domains. What a key lacks the scope for is answered with 403.
/// </summary>
internal sealed class SendGridStandInAccount
{
    /// <summary>What a key has that may send, and look at senders.</summary>
    public IList<string> Scopes { get; } = ["mail.send", "sender_verification_eligible", "verified_senders.read", "whitelabel.read"];

    public IList<(string Email, bool IsVerified)> Senders { get; } = [];

    public IList<(string Domain, bool IsValid)> Domains { get; } = [];

    public Task ScopesAsync(HttpContext context) => AnswerAsync(context, null, () => new JsonObject { ["scopes"] = new JsonArray([.. Scopes.Select(scope => (JsonNode)scope)]) });

    public Task SendersAsync(HttpContext context) => AnswerAsync(context, "verified_senders.read", () =>
    {
        var after = Number(context, "lastSeenID", 0);
        var page = Senders.Select((sender, i) => (sender, Id: i + 1)).Where(one => one.Id > after).Take(Number(context, "limit", 50));
        return new JsonObject
        {
            ["results"] = new JsonArray([.. page.Select(one => (JsonNode)new JsonObject
            {
                ["id"] = one.Id,
                ["nickname"] = "Sales",
                ["from_email"] = one.sender.Email,
                ["from_name"] = "Sales",
                ["reply_to"] = one.sender.Email,
                ["verified"] = one.sender.IsVerified,
                ["locked"] = false,
            })]),
        };
    });

    public Task DomainsAsync(HttpContext context) => AnswerAsync(context, "whitelabel.read", () => new JsonArray(
    [
        .. Domains.Take(Number(context, "limit", 50)).Select((one, i) => (JsonNode)new JsonObject
        {
            ["id"] = i + 1,
            ["user_id"] = 7,
            ["subdomain"] = "mail",
            ["domain"] = one.Domain,
            ["default"] = true,
            ["automatic_security"] = true,
            ["valid"] = one.IsValid,
        }),
    ]));

    private static int Number(HttpContext context, string name, int usual) =>
        int.TryParse(context.Request.Query[name].FirstOrDefault(), CultureInfo.InvariantCulture, out var number) ? number : usual;

    private Task AnswerAsync(HttpContext context, string? scope, Func<JsonNode> answer) =>
        context.Request.Headers.Authorization != "Bearer " + SendGridStandIn.ApiKey ? WriteAsync(context, 401, Error("authorization required"))
        : scope is not null && !Scopes.Contains(scope) ? WriteAsync(context, 403, Error("access forbidden"))
        : WriteAsync(context, 200, answer());

    private static JsonObject Error(string message) => new() { ["errors"] = new JsonArray(new JsonObject { ["field"] = null, ["message"] = message }) };

    private static Task WriteAsync(HttpContext context, int status, JsonNode answer)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(answer.ToJsonString());
    }
}
