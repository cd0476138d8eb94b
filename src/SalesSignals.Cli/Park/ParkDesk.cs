using SalesSignals.Board;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Park;

/// <summary>The deals of the configured installation, to change what is parked on them.</summary>
internal static class ParkDesk
{
    public static async Task<(DealDesk Desk, DealStore Store, DealAssessor Assessor)> OpenAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var installation = context.Open();
        var tables = installation.Tables;
        await tables.CreateAsync(cancellationToken);
        var store = new DealStore(tables.Deals);
        var moment = await installation.Assessors(context.Time).CurrentAsync(cancellationToken);
        return (new(store, new BoardStore(tables.Board), context.Time), store, moment.Assessor);
    }
}
