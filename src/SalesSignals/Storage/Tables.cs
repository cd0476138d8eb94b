namespace SalesSignals.Storage;

/// <summary>The tables of an installation. Their keys are described in docs/architecture.md.</summary>
public sealed record Tables(
    ITable Deals,
    ITable Board,
    ITable Directory,
    ITable Outbox,
    ITable Settings,
    ITable Cursor,
    ITable Deliveries)
{
    public static Tables Open(Func<string, ITable> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        return new(
            open("Deals"), open("Board"), open("Directory"), open("Outbox"), open("Settings"), open("Cursor"), open("Deliveries"));
    }

    /// <summary>All of them by their names.</summary>
    public IReadOnlyList<(string Name, ITable Table)> Named =>
    [
        (nameof(Deals), Deals), (nameof(Board), Board), (nameof(Directory), Directory), (nameof(Outbox), Outbox), (nameof(Settings), Settings),
        (nameof(Cursor), Cursor), (nameof(Deliveries), Deliveries),
    ];

    public Task CreateAsync(CancellationToken cancellationToken) => Task.WhenAll(Named.Select(one => one.Table.CreateIfNotExistsAsync(cancellationToken)));
}
