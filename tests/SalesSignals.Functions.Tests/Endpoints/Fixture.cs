using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SalesSignals.Crm;
using SalesSignals.Crm.Close;
using SalesSignals.Crm.Dataverse;
using SalesSignals.Crm.HubSpot;
using SalesSignals.Events;
using SalesSignals.Functions.Tests.Host;

namespace SalesSignals.Functions.Tests.Endpoints;

/// <summary>One request that a sample file tells of: what is posted, to a source configured how, and at what time.</summary>
/// <param name="Name">The file, and the case in it where it holds several.</param>
/// <param name="Send">Makes the request, with proper proof, for the address that it will be sent to.</param>
internal sealed record Fixture(string Name, CrmSource Source, DateTimeOffset Now, Func<Uri, HttpRequestMessage> Send)
{
    public const string Path = "/api/webhooks/crm";

    private const string HubSpotSecret = "hs-client-secret-0001";
    private const string PipedriveSecret = "salessignals:a-long-enough-password";
    private const string SalesforceSecret = "5f1d0c6a9b7e48d2a3c4e5f607182930";
    private const string CloseKey = "058bfb6a3d8cfdc4da7c3be5901b16ae11da982b46a25fb2cd7016e97a140a1c";
    private const string DataverseSecret = "k8Jv3mQpX0s7TzWn4bRd6yHcLf1uGa9eViOoPq2SxZt";
    private const string Token = "ce-token-0123456789abcdef0123456789";

    private static readonly string Folder = System.IO.Path.Combine(AppContext.BaseDirectory, "Samples");

    /// <summary>Everything below Samples that is no expectation of another.</summary>
    public static IEnumerable<string> Files { get; } =
    [
        .. System.IO.Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(Folder, file).Replace('\\', '/'))
            .Where(file => !file.EndsWith(".expected.txt", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Whether it is what a CRM's API answers: nothing that anybody posts.</summary>
    public static bool IsApiAnswer(string file) => file.Contains("/api/", StringComparison.Ordinal);

    public static byte[] Read(string file) => File.ReadAllBytes(System.IO.Path.Combine(Folder, file));

    /// <summary>The events that the file must become, a line each; null where nobody has written them down.</summary>
    public static IReadOnlyList<string>? ExpectedEvents(string file)
    {
        var path = System.IO.Path.Combine(Folder, System.IO.Path.ChangeExtension(file, ".expected.txt"));
        return File.Exists(path) ? [.. File.ReadLines(path).Where(line => line.StartsWith('{'))] : null;
    }

    /// <summary>The requests of a file.</summary>
    public static IEnumerable<Fixture> Of(string file) => (file.Split('/')[0], IsApiAnswer(file)) switch
    {
        ("vectors.json", _) => Json(Read(file)).GetProperty("vectors").EnumerateArray().Select(vector => OfVector(file, vector)),
        ("standardwebhooks", false) => Json(Read(file)) is { ValueKind: JsonValueKind.Array } several
            ? several.EnumerateArray().Select(one => OfSigned($"{file} ({one.GetProperty("why").GetString()})", one))
            : [OfSigned(file, Json(Read(file)))],
        ("cloudevents", false) => [OfCloudEvent(file, Read(file))],
        var (crm, _) => [Proven(file, crm, Read(file), RunningApp.Noon)],
    };

    private static Fixture Proven(string name, string crm, byte[] body, DateTimeOffset now) => crm switch
    {
        "hubspot" => new(name, Configured("HubSpot", HubSpotSecret), now, address => HubSpot(address, body, now)),
        "pipedrive" => new(name, Configured("Pipedrive", PipedriveSecret), now, _ => Basic(body, PipedriveSecret)),
        "close" => new(name, Configured("Close", CloseKey), now, _ => Close(body, Seconds(now))),
        "dataverse" => new(name, Configured("Dataverse", DataverseSecret), now, _ => With(
            With(Post(body, "application/json"), DataverseKey.Header, DataverseSecret), "x-ms-dynamics-organization", "fjord.crm4.dynamics.com")),
        "salesforce" => new(name, Salesforce(), now, _ => Post(body, "text/xml; charset=utf-8", $"{Path}?key={SalesforceSecret}")),
        _ => throw new InvalidOperationException($"How is a webhook of {crm} proven? Say so here."),
    };

    private static Fixture OfCloudEvent(string file, byte[] content) => new(file, Configured("CloudEvents", Token), RunningApp.Noon, _ =>
    {
        var json = Json(content);
        var request = json.TryGetProperty("request", out var asked)
            ? new HttpRequestMessage(HttpMethod.Parse(asked.GetProperty("method").GetString()!), Path)
            : json.TryGetProperty("headers", out var headers)
                ? Post(Encoding.UTF8.GetBytes(json.GetProperty("body").GetString()!), headers.GetProperty("content-type").GetString()!)
                : Post(content, "application/cloudevents+json; charset=utf-8");
        request.Headers.Authorization = new("Bearer", Token);
        return WithHeadersOf(request, asked.ValueKind is JsonValueKind.Object ? asked : json);
    });

    private static Fixture OfSigned(string name, JsonElement signed)
    {
        string[] secrets = signed.TryGetProperty("secret", out var secret)
            ? [secret.GetString()!]
            : [.. signed.GetProperty("secrets_accepted").EnumerateArray().Select(accepted => accepted.GetString()!)];
        return new(
            name,
            Configured("StandardWebhooks", secrets),
            DateTimeOffset.FromUnixTimeSeconds(signed.GetProperty("now").GetInt64()),
            _ => WithHeadersOf(Post(Encoding.UTF8.GetBytes(signed.GetProperty("body").GetString()!), "application/json"), signed));
    }

    private static Fixture OfVector(string file, JsonElement vector)
    {
        string Text(string name) => vector.GetProperty(name).GetString()!;
        var (name, scheme) = ($"{file} ({Text("id")})", Text("scheme"));
        var body = scheme == "http-basic" ? "{}"u8.ToArray() : Body(vector);
        return scheme switch
        {
            "close" => new(name, Configured("Close", Text("secret_hex")), At(Text("timestamp"), 1), _ => Close(body, Text("timestamp"), Text("expected"))),
            "http-basic" => new(name, Configured("Pipedrive", $"{Text("user")}:{Text("password")}"), RunningApp.Noon, _ => With(Post(body, "application/json"), "Authorization", Text("expected"))),
            "standard-webhooks-v1" or "standard-webhooks-v1a" => new(
                name,
                Configured("StandardWebhooks", scheme.EndsWith('a') ? "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" : Text("secret")),
                At(Text("timestamp"), 1),
                _ => With(With(With(Post(body, "application/json"), "webhook-id", Text("msg_id")), "webhook-timestamp", Text("timestamp")), "webhook-signature", Text("expected"))),

            // Of v2 and v3 the address is part of what is signed, and it is another.
            "hubspot-v1" or "hubspot-v2" => new(name, Configured("HubSpot", Text("secret")), RunningApp.Noon, _ => With(
                With(By(vector, body), HubSpotSignature.VersionHeader, scheme["hubspot-".Length..]), HubSpotSignature.V1Header, Text("expected"))),
            "hubspot-v3" => new(name, Configured("HubSpot", Text("secret")), At(Text("timestamp"), 1000), _ => With(
                With(Post(body, "application/json"), HubSpotSignature.TimestampHeader, Text("timestamp")), HubSpotSignature.V3Header, Text("expected"))),
            _ => throw new InvalidOperationException($"How is a webhook of the scheme {scheme} proven? Say so here."),
        };
    }

    private static HttpRequestMessage By(JsonElement vector, byte[] body) =>
        vector.TryGetProperty("method", out var method) && method.GetString() == "GET" ? new(HttpMethod.Get, Path) : Post(body, "application/json");

    private static byte[] Body(JsonElement vector) => vector.TryGetProperty("body_file", out var file)
        ? Read(file.GetString()!)
        : vector.TryGetProperty("body_repeat", out var repeat)
            ? Encoding.UTF8.GetBytes(new string(repeat[0].GetString()![0], repeat[1].GetInt32()))
            : Encoding.UTF8.GetBytes(vector.GetProperty("body").GetString()!);

    private static HttpRequestMessage HubSpot(Uri address, byte[] body, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var signature = HubSpotSignature.SignV3(HubSpotSecret, "POST", new Uri(address, Path).AbsoluteUri, body, timestamp);
        return With(With(Post(body, "application/json"), HubSpotSignature.TimestampHeader, timestamp), HubSpotSignature.V3Header, signature);
    }

    private static HttpRequestMessage Close(byte[] body, string timestamp, string? signature = null) => With(
        With(Post(body, "application/json"), CloseSignature.TimestampHeader, timestamp),
        CloseSignature.HashHeader,
        signature ?? CloseSignature.Sign(CloseKey, timestamp, body));

    private static HttpRequestMessage Basic(byte[] body, string credentials) =>
        With(Post(body, "application/json"), "Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))}");

    private static HttpRequestMessage Post(byte[] body, string contentType, string path = Path)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return request;
    }

    private static HttpRequestMessage With(HttpRequestMessage request, string header, string value)
    {
        Assert.True(request.Headers.TryAddWithoutValidation(header, value));
        return request;
    }

    private static HttpRequestMessage WithHeadersOf(HttpRequestMessage request, JsonElement json)
    {
        var headers = json.TryGetProperty("headers", out var found) ? found.EnumerateObject().ToList() : [];
        return headers.Where(header => header.Name != "content-type").Aggregate(request, (made, header) => With(made, header.Name, header.Value.GetString()!));
    }

    private static CrmSource Configured(string kind, params string[] secrets) => CrmSources.Create("crm", new() { Kind = kind, Secrets = [.. secrets] });

    private static CrmSource Salesforce() =>
        CrmSources.Create("crm", new() { Kind = "Salesforce", Secrets = [SalesforceSecret], OrganizationIds = ["00D8k00000FjOrdEAF"] });

    private static JsonElement Json(byte[] content)
    {
        using var document = JsonDocument.Parse(content);
        return document.RootElement.Clone();
    }

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string timestamp, long ticksASecond) =>
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(timestamp, CultureInfo.InvariantCulture) * 1000 / ticksASecond);
}
