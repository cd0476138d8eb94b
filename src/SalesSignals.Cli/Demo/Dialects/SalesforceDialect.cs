using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using SalesSignals.Events;

namespace SalesSignals.Cli.Demo.Dialects;

/// <summary>
/// Salesforce: outbound messages, each with a whole record, and of what these cannot tell (deletions, fields that were emptied) the changes
/// that a bridge passes on.
/// </summary>
internal static class SalesforceDialect
{
    public static Dialect Create() => new()
    {
        Kind = "Salesforce",
        DealId = SalesforceIds.Deal,
        OwnerId = SalesforceIds.Owner,
        Pipelines = ImmutableSortedDictionary<string, Settings.PipelineSettings>.Empty.Add(
            "*",
            new() { Stages = SalesforceRecords.Stages.ToImmutableSortedDictionary(stage => stage.Value, stage => stage.Key, StringComparer.Ordinal) }),
        Untold = [ActivityKind.Deliverable],
        TellsWhoWrote = false,
        TellsRequests = true,
        TellsBuyingRoles = true,
        CreateSecret = () => RandomNumberGenerator.GetHexString(48, lowercase: true),
        Options = ImmutableSortedDictionary<string, string>.Empty.Add("OrganizationIds__0", SalesforceIds.Organization),
        Tell = Tell,
        Sign = Sign,
    };

    private static IEnumerable<ToldAt> Tell(DealStory story, string source)
    {
        var count = 0;
        foreach (var standing in Standing.Of(story with { Facts = [.. SalesforceStory.Of(story)] }))
        {
            foreach (var (contentType, body) in Tell(standing, () => Number(story.Key.Id, ++count)))
            {
                yield return new(standing.Fact.Event.OccurredAt, new(source, Number(story.Key.Id, count), body) { ContentType = contentType });
            }
        }
    }

    private static IEnumerable<(string ContentType, byte[] Body)> Tell(Standing standing, Func<string> next)
    {
        var (happened, text) = standing.Fact;
        var (deal, at) = (happened.DealId, happened.OccurredAt);
        switch (happened)
        {
            case CanonicalEvent.DealChanged:
                yield return Message("Opportunity", SalesforceRecords.Opportunity(deal, standing.After, at), next());
                if (Emptied(standing) is { Length: > 0 } emptied)
                {
                    yield return Change("Opportunity", "UPDATE", SalesforceIds.Deal(deal), at, next(), emptied);
                }

                break;
            case CanonicalEvent.DealDeleted:
                yield return Change("Opportunity", "DELETE", SalesforceIds.Deal(deal), at, next(), []);
                break;
            case CanonicalEvent.ContactAssociated told:
                yield return Message("OpportunityContactRole", SalesforceRecords.ContactRole(deal, told.Contact, at), next());
                break;
            case CanonicalEvent.ActivityLogged logged when SalesforceRecords.IsEvent(logged.Activity):
                yield return Message("Event", SalesforceRecords.Event(deal, logged.Activity, text, at), next());
                break;
            case CanonicalEvent.ActivityLogged logged:
                yield return Message("Task", SalesforceRecords.Task(deal, logged.Activity, text, at), next());
                break;
            case CanonicalEvent.ActivityRemoved removed:
                yield return Change("Event", "DELETE", SalesforceIds.Event(removed.ActivityId), at, next(), [], ("WhatId", SalesforceIds.Deal(deal)));
                break;
            default:
                break;
        }
    }

    private static string[] Emptied(Standing standing) =>
    [
        .. standing.Before.Amount.Value is not null && standing.After.Amount.Value is null ? ["Amount"] : Array.Empty<string>(),
        .. standing.Before.CloseOn.Value is not null && standing.After.CloseOn.Value is null ? ["CloseDate"] : Array.Empty<string>(),
    ];

    private static (string, byte[]) Message(string type, Dictionary<string, object?> record, string number) =>
        (SalesforceMessages.Soap, SalesforceMessages.Outbound(type, record, SalesforceIds.Notification(number)));

    private static (string, byte[]) Change(
        string type, string happened, string id, DateTimeOffset at, string number, string[] nulled, params (string Name, string Value)[] enriched) =>
        (SalesforceMessages.CloudEvent, SalesforceMessages.Change(type, happened, id, $"change-{number}", at, nulled, enriched));

    private static string Number(string deal, int count) => string.Create(CultureInfo.InvariantCulture, $"{deal}{count:000}");

    /// <summary>Salesforce can only be given an address, so the key stands there; a bridge can send a header.</summary>
    private static HttpRequestMessage Sign(FeedRequest request, Uri address, string secret, DateTimeOffset at)
    {
        var isChange = request.ContentType == SalesforceMessages.CloudEvent;
        var message = new HttpRequestMessage(HttpMethod.Post, isChange ? address : new Uri($"{address}?key={secret}"))
        {
            Content = new ByteArrayContent(request.Body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(request.ContentType) } },
        };
        if (isChange)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        }
        else
        {
            message.Headers.Add("SOAPAction", "\"\"");
        }

        return message;
    }
}
