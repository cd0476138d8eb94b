using System.Collections.Immutable;
using SalesSignals.Cli.Demo.Apis;
using SalesSignals.Events;
using SalesSignals.Settings;

namespace SalesSignals.Cli.Demo.Dialects;

/// <summary>
/// How a CRM would tell a story. Stories are neutral: their ids are decimal numbers of at most nine digits, unique among their kind
/// (deals, activities, contacts, owners), their pipeline is <c>default</c>, and their stages are the canonical ones, <c>won</c> and
/// <c>lost</c> among them. What a CRM cannot tell (a deliverable, say) is left out.
/// </summary>
internal sealed record Dialect
{
    /// <summary>The kind of source, as it is configured.</summary>
    public required string Kind { get; init; }

    /// <summary>What the demo calls the source: the kind in lower case, where it has no other name.</summary>
    public string Source { get => field ?? Kind.ToLowerInvariant(); init; }

    /// <summary>The CRM's id of a deal of the story.</summary>
    public required Func<string, string> DealId { get; init; }

    /// <summary>The CRM's id of an owner of the story.</summary>
    public required Func<string, string> OwnerId { get; init; }

    /// <summary>What the CRM's stage ids mean; empty where they are known anyway.</summary>
    public ImmutableSortedDictionary<string, PipelineSettings> Pipelines { get; init; } = ImmutableSortedDictionary<string, PipelineSettings>.Empty;

    /// <summary>Activities that it does not tell.</summary>
    public ImmutableHashSet<ActivityKind> Untold { get; init; } = [];

    public bool Tells(params ReadOnlySpan<ActivityKind> kinds) => !Untold.Overlaps(kinds.ToArray());

    /// <summary>Whether it tells of an email who wrote it: we or the buyer.</summary>
    public bool TellsWhoWrote { get; init; } = true;

    /// <summary>Whether it tells of a call that nobody took it.</summary>
    public bool TellsMissedCalls { get; init; } = true;

    /// <summary>Whether it tells of a meeting who called it off.</summary>
    public bool TellsWhoCalledOff { get; init; }

    /// <summary>Whether it tells of a meeting that the buyer did not come.</summary>
    public bool TellsNoShows { get; init; }

    /// <summary>Whether one can see of a task that it is a request to a colleague.</summary>
    public bool TellsRequests { get; init; }

    /// <summary>Whether it tells which part a contact plays in the purchase.</summary>
    public bool TellsBuyingRoles { get; init; }

    /// <summary>Whether it tells in what currency an amount is.</summary>
    public bool TellsCurrency { get; init; } = true;

    /// <summary>Whether it tells what the buyer has confirmed: outcomes, priorities, timeline, sponsor, budget.</summary>
    public bool TellsQualification { get; init; }

    /// <summary>Whether it has a field for the customer's own next step. Notes may name one too.</summary>
    public bool TellsCustomerAction { get; init; }

    public bool TellsDeletions { get; init; } = true;

    public bool TellsMerges { get; init; }

    /// <summary>Makes a webhook secret, as an admin would.</summary>
    public required Func<string> CreateSecret { get; init; }

    /// <summary>What the source needs beside its kind and secret, by the name after <c>Sources__{name}__</c>.</summary>
    public ImmutableSortedDictionary<string, string> Options { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The webhooks of a story for a source of a name, each with the time at which it happened, oldest first.</summary>
    public required Func<DealStory, string, IEnumerable<ToldAt>> Tell { get; init; }

    /// <summary>A webhook as it is told another time, when the answer to the first was lost.</summary>
    public Func<FeedRequest, FeedRequest> Again { get; init; } = told => told;

    /// <summary>How many webhooks it sends in one request, as a JSON array of their bodies; 1: each for itself.</summary>
    public int MostAtOnce { get; init; } = 1;

    /// <summary>Starts its API, which knows stories as far as they have been told; null where webhooks say all that is heard of them.</summary>
    public Func<IEnumerable<DealStory>, TimeProvider, Task<ToldApi>>? StartApi { get; init; }

    /// <summary>The request as the CRM would make it: to an address of the app, with a secret, at a time.</summary>
    public required Func<FeedRequest, Uri, string, DateTimeOffset, HttpRequestMessage> Sign { get; init; }
}

/// <summary>A webhook, and when happened what it tells.</summary>
internal readonly record struct ToldAt(DateTimeOffset At, FeedRequest Request);
