using System.Collections.Immutable;
using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Links;
using SalesSignals.Signals;

namespace SalesSignals.Functions.Emails;

/// <summary>The links of one email, all for its one reader. Components get them as a cascading value; there is none where an installation has no links.</summary>
internal sealed class MailLinks(LinkMaker maker, Person reader, string emailKind, DateTimeOffset now)
{
    /// <summary>Rules over reps and customers raise signals that are kept nowhere, so nothing said of one would last.</summary>
    private static readonly ImmutableHashSet<string> Kept = [.. SignalRules.All.Select(rule => rule.Kind)];

    public MailLink Preferences => new("Choose your mail", maker.Preferences(reader, now), string.Empty);

    public MailLink Unsubscribe => new($"No more {EmailKinds.Words(emailKind)}", maker.Unsubscribe(reader, emailKind, now), string.Empty);

    /// <summary>What a reader can do about a deal as a whole.</summary>
    public ImmutableArray<MailLink> Of(BoardDeal deal)
    {
        ArgumentNullException.ThrowIfNull(deal);
        var name = DealWords.Name(deal);
        var board = new MailLink("Open on the board", maker.SignIn(reader, deal.Key, now), name);
        if (deal.Status != DealStatus.Open)
        {
            return [board];
        }

        var park = maker.Action(LinkPurpose.Park, reader, deal.Key, signal: null, now);
        return
        [
            board,
            new("Park 3 days", park + "?days=3", name),
            new("7 days", park + "?days=7", $"park {name}"),
            new("until a date…", park + "?days=date", $"park {name}"),
        ];
    }

    /// <summary>What a reader can say of a signal.</summary>
    public ImmutableArray<MailLink> Of(BoardDeal deal, Signal signal)
    {
        ArgumentNullException.ThrowIfNull(deal);
        ArgumentNullException.ThrowIfNull(signal);
        if (!Kept.Contains(signal.Kind) || signal.IsGoodNews)
        {
            return [];
        }

        var about = $"{Wording.Words(signal.Kind)}, {DealWords.Name(deal)}";
        MailLink Link(string text, LinkPurpose purpose) => new(text, maker.Action(purpose, reader, deal.Key, signal.Kind, now), about);
        return
        [
            signal.Kind == SignalKinds.MissingNotes ? Link("Notes are in", LinkPurpose.NotesIn) : Link("Not a risk", LinkPurpose.NotARisk),
            Link("Good to know", LinkPurpose.Useful),
        ];
    }
}

/// <param name="About">What it is about, for those who hear links out of their place; empty where the text says it.</param>
public sealed record MailLink(string Text, string Href, string About);
