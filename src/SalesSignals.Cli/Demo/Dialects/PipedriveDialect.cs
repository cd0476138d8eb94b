using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SalesSignals.Events;
using SalesSignals.Settings;

namespace SalesSignals.Cli.Demo.Dialects;

/// <summary>
/// Pipedrive's webhooks of version 2: one object each, whole, with the old values of what has changed, proved by a user and a password.
/// They tell no emails, and of a deal's contacts but the first one's number.
/// </summary>
internal static class PipedriveDialect
{
    public const string Host = "larkfield.pipedrive.com";

    private const string User = "salessignals";
    private const int PasswordBytes = 32;

    /// <summary>Between what happened, which has whole seconds, and the webhook that tells it.</summary>
    private static readonly TimeSpan Lag = TimeSpan.FromMilliseconds(89);

    public static Dialect Create() => new()
    {
        Kind = "Pipedrive",
        DealId = deal => deal,
        OwnerId = owner => owner,
        Pipelines = ImmutableSortedDictionary<string, PipelineSettings>.Empty.Add("*", new()
        {
            Stages = PipedriveStory.Stages.ToImmutableSortedDictionary(stage => PipedriveStory.StageId(stage).ToString(CultureInfo.InvariantCulture), stage => stage),
        }),
        Untold = [ActivityKind.Email, ActivityKind.Deliverable],

        // The stories' calls that nobody took are deleted there, as meetings are that were called off.
        TellsMissedCalls = false,
        TellsRequests = true,
        CreateSecret = () => $"{User}:{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(PasswordBytes))}",
        Tell = (story, source) => PipedriveStory.Of(story).Select((told, index) => Request(told, story.Key.Id, index, source)),
        Sign = Sign,
    };

    private static ToldAt Request(PipedriveTold told, string story, int index, string source)
    {
        // Shaped like the GUIDs that Pipedrive gives.
        var id = string.Create(CultureInfo.InvariantCulture, $"{story.PadLeft(8, '0')}-0000-4000-8000-{index:D12}");
        var body = new JsonObject
        {
            ["data"] = told.Data?.DeepClone(),
            ["previous"] = told.Previous?.DeepClone(),
            ["meta"] = Meta(told, id),
        };
        return new(told.At + Lag, new(source, id, Encoding.UTF8.GetBytes(body.ToJsonString())));
    }

    private static JsonObject Meta(PipedriveTold told, string id)
    {
        var meta = new JsonObject
        {
            ["action"] = told.Action,
            ["entity"] = told.Entity,
            ["company_id"] = "8087566",
            ["correlation_id"] = id,
            ["entity_id"] = told.Id,
            ["id"] = id,
            ["is_bulk_edit"] = false,
            ["timestamp"] = (told.At + Lag).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["type"] = "general",
            ["user_id"] = "12415231",
            ["version"] = "2.0",
            ["webhook_id"] = told.Entity switch { "deal" => "4710827", "activity" => "4710828", _ => "4710829" },
            ["webhook_owner_id"] = "12094821",
            ["change_source"] = "app",
            ["permitted_user_ids"] = new JsonArray("12415231", "12094821"),
            ["attempt"] = 1,
            ["host"] = Host,
        };
        if (told.MergedTo is { } into)
        {
            meta["merged_to_id"] = into;
        }

        if (told.MergedFrom is { } from)
        {
            meta["merged_from_id"] = from;
        }

        return meta;
    }

    private static HttpRequestMessage Sign(FeedRequest request, Uri address, string secret, DateTimeOffset at) => new(HttpMethod.Post, address)
    {
        Content = new ByteArrayContent(request.Body) { Headers = { ContentType = new MediaTypeHeaderValue(request.ContentType) } },
        Headers = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))) },
    };
}
