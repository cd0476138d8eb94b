using SalesSignals.Events;

namespace SalesSignals.Crm.Salesforce;

/// <summary>
/// How Salesforce is read from one end to the other. A backfill goes through the deals by id, and tells each with all that belongs to it.
/// Changes go through each object by the time of its last modification, those in the recycle bin apart.
/// </summary>
internal static class SalesforceWalk
{
    private const string Deals = "deals";
    private const string Deleted = "deleted";
    private const string Contacts = "contacts";

    /// <summary>Contacts whose name or address changed, which leaves no trace in their roles.</summary>
    private const string People = "people";
    private const string Tasks = "tasks";
    private const string Events = "events";

    private const int DealsOfPage = 100;
    private const int RecordsOfPage = 500;

    /// <summary>The deals themselves, histories, contact roles, and for a backfill tasks and events.</summary>
    private const int CallsOfChanged = 3;
    private const int CallsOfWhole = 5;

    /// <summary>What the objects consist of.</summary>
    private const int Descriptions = 6;

    /// <param name="ByTime">Whether pages go by time and id, rather than by id.</param>
    internal sealed record Step(string Type, string Where, bool ByTime = true, int Size = RecordsOfPage, bool OfKnownDealsOnly = true);

    public static IReadOnlyList<string> PartsOf(CrmWalk walk) => walk is CrmWalk.Backfill ? [Deals] : [Deals, Deleted, Contacts, People, Tasks, Events];

    public static async Task<Step> StepAsync(CrmWalk walk, string part, SalesforceQueries queries, CancellationToken cancellationToken) => (walk, part) switch
    {
        (CrmWalk.Backfill backfill, Deals) => new(
            SalesforceOpportunity.ObjectType,
            await queries.BackfilledAsync(backfill.ClosedSince, cancellationToken),
            ByTime: false,
            DealsOfPage,
            OfKnownDealsOnly: false),
        (CrmWalk.Changes changes, _) => StepOf(changes, part),
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };

    public static async Task<CrmEstimate> EstimateAsync(CrmWalk walk, SalesforceQueries queries, CancellationToken cancellationToken)
    {
        var (deals, calls) = (0L, (long)Descriptions);
        foreach (var part in PartsOf(walk))
        {
            var step = await StepAsync(walk, part, queries, cancellationToken);
            var count = await queries.CountAsync(step.Type, step.Where, cancellationToken);
            var callsOfPage = part is not Deals ? 1 : walk is CrmWalk.Backfill ? CallsOfWhole : CallsOfChanged;
            deals += part is Deals ? count : 0;
            calls += ((count / step.Size) + 1) * callsOfPage;
        }

        return new(deals, calls);
    }

    private static Step StepOf(CrmWalk.Changes changes, string part)
    {
        var modified = Soql.Within("SystemModstamp", changes);
        return part switch
        {
            Deals => new(SalesforceOpportunity.ObjectType, $"IsDeleted = false AND {modified}", Size: DealsOfPage, OfKnownDealsOnly: false),
            Deleted => new(SalesforceOpportunity.ObjectType, $"IsDeleted = true AND {modified}"),
            Contacts => new(SalesforceContactRole.ObjectType, modified),
            People => new(SalesforceContactRole.ObjectType, $"IsDeleted = false AND {Soql.Within("Contact.SystemModstamp", changes)}", ByTime: false),
            Tasks => new(SalesforceActivity.Task, $"What.Type = 'Opportunity' AND {modified}"),
            Events => new(SalesforceActivity.Event, $"What.Type = 'Opportunity' AND {modified}"),
            _ => throw new ArgumentOutOfRangeException(nameof(part)),
        };
    }
}
