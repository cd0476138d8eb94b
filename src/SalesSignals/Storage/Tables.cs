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

    public Task CreateAsync(CancellationToken cancellationToken) => Task.WhenAll(
        new[] { Deals, Board, Directory, Outbox, Settings, Cursor, Deliveries }.Select(table => table.CreateIfNotExistsAsync(cancellationToken)));
}
