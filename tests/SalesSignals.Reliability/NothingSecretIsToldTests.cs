using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SalesSignals.Cli.Demo;
using SalesSignals.Reliability.Support;
using Xunit.Abstractions;

namespace SalesSignals.Reliability;

/// <summary>
/// With every kind of secret configured, and everything going wrong that could tell of one: no log line, no row, no message on a queue and no email
/// holds a secret, and none holds a webhook as it came. What cannot be read waits in poison with its body, as docs/operate.md says.
/// </summary>
public class NothingSecretIsToldTests(ITestOutputHelper output)
{
    private const int Seed = 11;
    private const int Deals = 40;
    private const string Payload = "payload-marker-7731";

    private static readonly DateTimeOffset Morning = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, string> Secrets = new(StringComparer.Ordinal)
    {
        ["Sources__pipedrive__Secrets__0"] = "salessignals:pipedrive-5ecret-0001",
        ["Sources__salesforce__Secrets__0"] = "5f1d0c6a9b7e48d2a3c4e5f607182930",
        ["Sources__salesforce__ClientSecret"] = "E5B1.salesforce-5ecret-0002",
        ["Sources__dataverse__Secrets__0"] = "k8Jv3mQpX0s7TzWn4bRd6yHcLf1uGa9eViOoPq2SxZt",
        ["Sources__dataverse__AccessToken"] = "eyJ0eXAi.dataverse-5ecret-0003",
        ["Sources__close__Secrets__0"] = "058bfb6a3d8cfdc4da7c3be5901b16ae11da982b46a25fb2cd7016e97a140a1c",
        ["Sources__close__AccessToken"] = "api_close-5ecret-0004",
        ["Sources__events__Secrets__0"] = "cloudevents-5ecret-0123456789abcdef0005",
        ["Sources__hubspot-eu__Secrets__0"] = "hubspot-eu-5ecret-0006",
        ["Sources__hubspot-eu__AccessToken"] = "pat-eu1-hubspot-5ecret-0007",
        ["Sources__pipedrive__AccessToken"] = "pipedrive-token-5ecret-0008",
        ["Links__SigningKeys__0"] = "c2lnbmluZyBrZXkgb2YgYSB0ZXN0LCBvZiA0NCBjaGFycw==",
        ["Links__SigningKeys__1"] = "b2xkIHNpZ25pbmcga2V5IG9mIHRlc3QsIG9mIDQ0IGNocw==",
    };

    [Fact]
    public async Task Neither_Logs_Nor_Storage_Nor_Mail_Holds_A_Secret_Or_A_Payload()
    {
        var organisation = Organisation.Create(Morning, Seed, Deals);
        await using var crm = await EchoingCrm.StartAsync();
        await using var rig = await AppRig.StartAsync(Morning.AddSeconds(30), organisation.People, Settings(crm.Address));
        rig.Mail.Faults = call => call == 1 ? new SendGridStandInFault.Answers(400, $"The key {SendGridStandIn.ApiKey} of Bearer {SendGridStandIn.ApiKey} is not for you") : null;
        using var http = new HttpClient { BaseAddress = rig.Address };

        var poster = new WebhookPoster(http, rig.Address, AppRig.Sources, rig.Clock);
        await poster.PostAsync(WebhookFeed.Create(organisation, Seed), _ => { }, CancellationToken.None);
        await poster.PostAsync([Told(1, Readable), Told(2, Unreadable)], _ => { }, CancellationToken.None);
        await PostWithSecretsAsync(http);
        await rig.DrainAsync();
        await rig.FireAsync("ScheduleEvaluation");
        await rig.DrainAsync();
        await rig.FireAsync("ScheduleDigests");
        await rig.DrainAsync();
        await rig.FireAsync("ScheduleReconcile");
        await UntilAsync(() => rig.Logged.Count(line => line.Contains("is asked again", StringComparison.Ordinal)) >= 5);

        var stored = await StoredTexts.ReadAsync(rig.Tables, rig.Queues);
        var (logged, sent) = (rig.Logged, rig.Mail.Caught.Select(email => email.RequestJson).ToList());
        output.WriteLine($"{logged.Count} log lines, {stored.Count} rows and messages, {sent.Count} emails, {crm.Heard.Count} calls of APIs");

        // It did happen, and would be seen.
        Assert.All(Secrets.Where(secret => secret.Key.EndsWith("Token", StringComparison.Ordinal)), token => Assert.Contains(crm.Heard, heard => Forms(token.Value).Any(form => heard.Contains(form, StringComparison.Ordinal))));
        Assert.Contains(crm.Heard, heard => heard.Contains(Secrets["Sources__salesforce__ClientSecret"], StringComparison.Ordinal));
        Assert.Contains(logged, line => line.Contains("will not be sent: SendGrid answered 400", StringComparison.Ordinal));
        Assert.Contains(stored, one => one.Text.Contains(Payload, StringComparison.Ordinal) && one.Place == "deliveries-poison");
        Assert.NotEmpty(sent);

        string[] secrets = [.. Secrets.Values, SendGridStandIn.ApiKey, rig.AccountKey, .. AppRig.SecretsOfSources];
        foreach (var form in secrets.SelectMany(Forms))
        {
            AssertNowhere(form, logged, stored, sent);
        }

        AssertNowhere(Payload, logged, [.. stored.Where(one => one.Place != "deliveries-poison")], sent);
    }

    private static string Readable => $$"""
        {"type":"activity.logged","id":"x1","occurredAt":"2026-11-20T09:00:00Z","unknown":"{{Payload}}","activity":{"id":"x1","dealId":"990001","kind":"note","startsAt":"2026-11-20T09:00:00Z","text":"{{Payload}}: next step, Berta calls on 3 December"} }
        """;

    private static string Unreadable => $$"""{"type":"{{Payload}}","id":"x2","occurredAt":"{{Payload}}"}""";

    private static FeedRequest Told(int number, string body) => new("crm", $"msg_marker_{number}", Encoding.UTF8.GetBytes(body));

    private static Dictionary<string, string> Settings(string address) => new(Secrets, StringComparer.Ordinal)
    {
        ["Sources__pipedrive__Kind"] = "Pipedrive",
        ["Sources__pipedrive__ApiBaseAddress"] = address,
        ["Sources__salesforce__Kind"] = "Salesforce",
        ["Sources__salesforce__OrganizationIds__0"] = "00D8k00000FjOrdEAF",
        ["Sources__salesforce__ClientId"] = "3MVG9.client",
        ["Sources__salesforce__ApiBaseAddress"] = address,
        ["Sources__dataverse__Kind"] = "Dataverse",
        ["Sources__dataverse__ApiBaseAddress"] = address,
        ["Sources__close__Kind"] = "Close",
        ["Sources__close__ApiBaseAddress"] = address,
        ["Sources__events__Kind"] = "CloudEvents",
        ["Sources__hubspot-eu__Kind"] = "HubSpot",
        ["Sources__hubspot-eu__ApiBaseAddress"] = address,
        ["Sources__hubspot-eu__AllowedPortalIds__0"] = "24200001",
    };

    /// <summary>Secrets where senders put them, and where they do not belong; what comes with them is broken in some way or other.</summary>
    private static async Task PostWithSecretsAsync(HttpClient http)
    {
        var basic = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Secrets["Sources__pipedrive__Secrets__0"])));
        var bearer = new AuthenticationHeaderValue("Bearer", Secrets["Sources__events__Secrets__0"]);
        var (key, token) = (Secrets["Sources__salesforce__Secrets__0"], Secrets["Sources__events__Secrets__0"]);
        (string Path, string Body, AuthenticationHeaderValue? Proof)[] posts =
        [
            ("pipedrive", $$"""{"meta":{"action":"{{Payload}}","entity":"deal"} }""", basic),
            ("pipedrive", $"{Payload} {Secrets["Sources__pipedrive__AccessToken"]}", null),
            ($"salesforce?key={key}", $"<{Payload}>", null),
            ($"salesforce?key={key}x", $"<{Payload}/>", null),
            ($"events?access_token={token}", $$"""{"specversion":"{{Payload}}"}""", null),
            ("events", $$"""{"{{Payload}}":1}""", bearer),
            ("close", Secrets["Sources__close__Secrets__0"], bearer),
            ($"hubspot-eu?{Secrets["Sources__hubspot-eu__Secrets__0"]}", "[]", basic),
            ($"nobody?key={key}", "{}", bearer),
        ];
        foreach (var (path, body, proof) in posts)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/webhooks/{path}");
            request.Content = new StringContent(body, Encoding.UTF8, path.StartsWith("events", StringComparison.Ordinal) ? "application/cloudevents+json" : "application/json");
            request.Headers.Authorization = proof;
            using var answer = await http.SendAsync(request);
            Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
        }
    }

    /// <summary>As it is, in base64 (alone, and as HTTP Basic has it), and as it stands in an address.</summary>
    private static IEnumerable<string> Forms(string secret) => new[]
    {
        secret, Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret + ":")), Uri.EscapeDataString(secret),
    }.Distinct();

    private static void AssertNowhere(string marker, IEnumerable<string> logged, IReadOnlyList<(string Place, string Text)> stored, IEnumerable<string> sent)
    {
        Assert.DoesNotContain(logged, line => line.Contains(marker, StringComparison.OrdinalIgnoreCase));
        Assert.Empty(stored.Where(one => one.Text.Contains(marker, StringComparison.OrdinalIgnoreCase) || one.Place.Contains(marker, StringComparison.OrdinalIgnoreCase)).Select(one => one.Place));
        Assert.DoesNotContain(sent, email => email.Contains(marker, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
        while (!isSo())
        {
            await tick.WaitForNextTickAsync(limit.Token);
        }
    }
}
