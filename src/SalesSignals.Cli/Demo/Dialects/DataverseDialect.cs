using System.Buffers.Text;
using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using SalesSignals.Crm.Dataverse;
using SalesSignals.Events;
using SalesSignals.Settings;

namespace SalesSignals.Cli.Demo.Dialects;

/// <summary>Stories as a webhook of Dataverse tells them: one operation a request, proved by a key in a header.</summary>
internal static class DataverseDialect
{
    private const int KeyBytes = 32;

    public static Dialect Create() => new()
    {
        Kind = "Dataverse",
        DealId = DataverseIds.Deal,
        OwnerId = DataverseIds.Owner,
        Pipelines = Stages(),
        Untold = [ActivityKind.Deliverable],
        TellsRequests = true,
        TellsCurrency = false,
        TellsBuyingRoles = true,
        CreateSecret = () => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes)),
        Options = ImmutableSortedDictionary<string, string>.Empty.Add("OrganizationIds__0", DataverseIds.Organisation),
        Tell = Tell,
        Sign = Sign,
    };

    /// <summary>No steps are registered for contacts: opportunities and connections name them.</summary>
    private static IEnumerable<ToldAt> Tell(DealStory story, string source) => DataverseStory.Of(story)
        .Where(operation => operation.Table is not "contact")
        .Select((operation, number) =>
        {
            var id = DataverseIds.Operation(story.Key.Id, number);
            return new ToldAt(operation.At, new(source, id, Encoding.UTF8.GetBytes(DataverseContextJson.Of(operation, id).ToJsonString())));
        });

    private static HttpRequestMessage Sign(FeedRequest request, Uri address, string secret, DateTimeOffset at)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new ByteArrayContent(request.Body) { Headers = { ContentType = new MediaTypeHeaderValue(request.ContentType) } },
        };
        message.Headers.Add(DataverseKey.Header, secret);
        message.Headers.Add("x-ms-dynamics-organization", DataverseIds.Host);
        return message;
    }

    /// <summary>Dataverse tells no pipeline.</summary>
    private static ImmutableSortedDictionary<string, PipelineSettings> Stages() => ImmutableSortedDictionary<string, PipelineSettings>.Empty.Add(
        "*",
        new() { Stages = DataverseIds.Stages.ToImmutableSortedDictionary(stage => stage.Name, stage => stage.Canonical) });
}
