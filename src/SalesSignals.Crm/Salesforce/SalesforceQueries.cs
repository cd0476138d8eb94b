using SalesSignals.Events;

namespace SalesSignals.Crm.Salesforce;

/// <summary>What is asked of Salesforce: each object by its ids, by its deals, or page by page.</summary>
internal sealed class SalesforceQueries(SalesforceReads reads)
{
    /// <summary>Of the deals of one page together, the newest. A snapshot remembers fewer of a deal.</summary>
    private const int MostChildren = 10_000;

    private const int MostUsers = 2000;

    /// <summary>Records by their ids, those in the recycle bin too.</summary>
    public async Task<List<SalesforceRecord>> ByIdAsync(string type, string field, IEnumerable<string> ids, TimeSpan timeout, CancellationToken cancellationToken) =>
        await reads.QueryAsync(
            Soql.Select(await FieldsAsync(type, cancellationToken), type, Soql.In(field, ids), "Id", MostChildren), all: true, timeout, cancellationToken);

    /// <summary>What belongs to deals, by deal, without what was deleted. Archived activities are among it.</summary>
    public async Task<ILookup<string, SalesforceRecord>> OfDealsAsync(
        string type, string field, IReadOnlyCollection<string> deals, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (deals.Count == 0)
        {
            return Array.Empty<SalesforceRecord>().ToLookup(_ => "");
        }

        // History has no recycle bin.
        var isHistory = type is SalesforceTypes.History;
        var where = Soql.In(field, deals) + (isHistory ? "" : " AND IsDeleted = false");
        var soql = Soql.Select(await FieldsAsync(type, cancellationToken), type, where, $"{(isHistory ? "CreatedDate" : "SystemModstamp")} DESC", MostChildren);
        return (await reads.QueryAsync(soql, all: !isHistory, timeout, cancellationToken)).ToLookup(record => record.OptionalId(field) ?? "", StringComparer.Ordinal);
    }

    /// <summary>One page of records: by id or, where the cursor is to have a time, by time and id.</summary>
    public async Task<(List<SalesforceRecord> Records, string? Next)> PageAsync(
        string type, string where, string? after, bool byTime, int size, CancellationToken cancellationToken)
    {
        var soql = Soql.Select(
            await FieldsAsync(type, cancellationToken), type, where + SalesforceCursor.After(SalesforceCursor.Read(after)), byTime ? "SystemModstamp,Id" : "Id", size);
        var records = await reads.QueryAsync(soql, all: true, CrmApi.LongTimeout, cancellationToken);
        return (records, records.Count < size ? null : Cursor(records[^1], byTime).ToString());
    }

    public Task<long> CountAsync(string type, string where, CancellationToken cancellationToken) => reads.CountAsync(type, where, all: true, cancellationToken);

    /// <summary>Which deals a backfill reads. Some organisations hide when a deal came into its stage; its close date is all there is then.</summary>
    public async Task<string> BackfilledAsync(DateTimeOffset closedSince, CancellationToken cancellationToken)
    {
        var stageChangedAt = await reads.SeesAsync(SalesforceOpportunity.ObjectType, "LastStageChangeDate", cancellationToken)
            ? $" OR LastStageChangeDate >= {Soql.Instant(closedSince)}"
            : "";
        return $"IsDeleted = false AND (IsClosed = false OR CloseDate >= {Soql.Day(closedSince)}{stageChangedAt})";
    }

    /// <summary>Everybody who can own deals, and those who no longer can; not customers, guests and robots.</summary>
    public async Task<List<SalesforceRecord>> UsersAsync(CancellationToken cancellationToken)
    {
        var fields = await FieldsAsync(SalesforceTypes.User, cancellationToken);
        var users = new List<SalesforceRecord>();
        for (var isLast = false; !isLast;)
        {
            var after = users.Count == 0 ? null : new SalesforceCursor(users[^1].Id(), null);
            var where = $"UserType IN ('Standard','PowerPartner'){SalesforceCursor.After(after)}";
            var some = await reads.QueryAsync(Soql.Select(fields, SalesforceTypes.User, where, "Id", MostUsers), all: false, CrmApi.LongTimeout, cancellationToken);
            users.AddRange(some);
            isLast = some.Count < MostUsers;
        }

        return users;
    }

    private async Task<IEnumerable<string>> FieldsAsync(string type, CancellationToken cancellationToken)
    {
        var fields = await reads.FieldsAsync(type, cancellationToken);
        return type is SalesforceContactRole.ObjectType
            ? [.. fields, .. (await reads.FieldsAsync(SalesforceTypes.Contact, cancellationToken)).Select(field => $"{SalesforceTypes.Contact}.{field}")]
            : fields;
    }

    private static SalesforceCursor Cursor(SalesforceRecord last, bool byTime) => new(
        last.Id(), byTime ? last.Instant("SystemModstamp") ?? throw Undocumented("SystemModstamp") : null);

    private static CrmUnavailableException Undocumented(string field) =>
        new(CrmApiAnswer.UntilMended, $"Salesforce tells records without {field}: the user of the token must see it");
}
