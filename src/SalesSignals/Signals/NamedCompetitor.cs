using SalesSignals.Deals;

namespace SalesSignals.Signals;

/// <summary>The competitor whom a deal's texts named last, for rules over deals that grow quiet: it may be where the buyer went.</summary>
internal static class NamedCompetitor
{
    /// <summary>One piece of evidence; none where no competitor is named.</summary>
    public static Evidence[] In(in RuleContext context)
    {
        var (name, namedAt) = ((string?)null, DateTimeOffset.MinValue);
        foreach (var statement in context.Snapshot.Activities)
        {
            if (statement.Facts is { Note.Competitor: { } competitor } activity
                && Touches.TimeOf(activity, statement.Stamp) is var at && at <= context.Now && at >= namedAt)
            {
                // Of two at one time, the same one whichever was told first.
                name = at == namedAt && string.CompareOrdinal(name, competitor) < 0 ? name : competitor;
                namedAt = at;
            }
        }

        return name is null ? [] : [new("Competitor named", $"{name}, {Phrase.Day(namedAt, context)}")];
    }
}
