using SalesSignals.Deals;
using SalesSignals.Events;

namespace SalesSignals.Signals;

/// <summary>Good news: won, moved forward, the buyer set the next meeting, or somebody new on their side got in touch.</summary>
public static class Momentum
{
    private const int Version = 1;

    public static RuleVerdict Detect(in RuleContext context)
    {
        var options = context.Settings.Momentum;
        if (!options.Enabled || context.Deal.Status is not (DealStatus.Open or DealStatus.Won))
        {
            return RuleVerdict.NotApplicable(options.Enabled ? "The deal is closed." : "The rule is switched off.");
        }

        return Find(context) is { } news
            ? RuleVerdict.Fired(Signal(context, news), ForgottenAt(news.At, options))
            : RuleVerdict.Quiet("Nothing new in {1:0} days.", 0, options.WindowDays, DateTimeOffset.MaxValue);
    }

    private enum NewsKind
    {
        Won,
        Advanced,
        BuyerSetMeeting,
        NewContact,
    }

    private readonly record struct News(NewsKind Kind, DateTimeOffset At, string? Who = null);

    /// <summary>The best of what is new.</summary>
    private static News? Find(in RuleContext context)
    {
        if (context.Deal.Status is DealStatus.Won)
        {
            return IsNew(context, context.Deal.ClosedAt) ? new(NewsKind.Won, context.Deal.ClosedAt!.Value) : null;
        }

        // Into its first stage is how every deal begins.
        return context.Snapshot.Stages.Length > 1 && IsNew(context, context.Deal.LastForwardMoveAt) && context.Deal.LastForwardMoveAt > context.Snapshot.Stages[0].At
            ? new(NewsKind.Advanced, context.Deal.LastForwardMoveAt!.Value)
            : MeetingByBuyer(context) ?? NewContact(context);
    }

    private static News? MeetingByBuyer(in RuleContext context)
    {
        News? news = null;
        foreach (var statement in context.Snapshot.Activities)
        {
            if (statement.Facts is { Kind: ActivityKind.Meeting, Direction: ActivityDirection.Inbound } meeting
                && Touches.IsPlanned(meeting, context.Now) && IsNew(context, statement.Stamp.At) && !(news?.At >= statement.Stamp.At))
            {
                news = new(NewsKind.BuyerSetMeeting, statement.Stamp.At);
            }
        }

        return news;
    }

    /// <summary>Somebody whose first touch of all is new, while others were in touch before.</summary>
    private static News? NewContact(in RuleContext context)
    {
        News? news = null;
        foreach (var statement in context.Snapshot.Contacts)
        {
            if (statement.Facts is { } contact && FirstTouchAt(context, contact.Id, out var isFirst) is { } at
                && !isFirst && IsNew(context, at) && !(news?.At >= at))
            {
                news = new(NewsKind.NewContact, at, contact.Name);
            }
        }

        return news;
    }

    /// <summary>When a contact was first in touch, and whether nobody was before.</summary>
    private static DateTimeOffset? FirstTouchAt(in RuleContext context, string contactId, out bool isFirst)
    {
        DateTimeOffset? theirs = null;
        DateTimeOffset? anybodys = null;
        foreach (var statement in context.Snapshot.Activities)
        {
            if (statement.Facts is { } activity && Touches.IsBuyerTouch(activity, context.Now, context.Deal.Counts))
            {
                var at = Touches.TimeOf(activity, statement.Stamp);
                anybodys = anybodys <= at ? anybodys : at;
                theirs = !activity.IsWith(contactId) || theirs <= at ? theirs : at;
            }
        }

        isFirst = theirs is null || theirs <= anybodys;
        return theirs;
    }

    private static bool IsNew(in RuleContext context, DateTimeOffset? at) =>
        at <= context.Now && context.Now < ForgottenAt(at.Value, context.Settings.Momentum);

    private static DateTimeOffset ForgottenAt(DateTimeOffset at, MomentumOptions options) => at.AddDays(options.WindowDays);

    private static Signal Signal(in RuleContext context, in News news)
    {
        var day = Phrase.Day(news.At, context);
        var stage = context.Deal.Stage is { } known ? known.Name() : context.Snapshot.Stage.Value;
        return new()
        {
            Kind = SignalKinds.Momentum,
            Severity = Severity.Low,
            IsGoodNews = true,
            Summary = news.Kind switch
            {
                NewsKind.Won => $"Won on {day}.",
                NewsKind.Advanced => $"Moved on to {stage} on {day}.",
                NewsKind.BuyerSetMeeting => "The buyer has set the next meeting.",
                _ => $"{news.Who ?? "Somebody new"} got in touch for the first time on {day}.",
            },
            NextAction = news.Kind switch
            {
                NewsKind.Won => "Say thank you, and follow up on the delivery like on the pitch: that is how the next deal begins.",
                NewsKind.Advanced => "Agree on what comes next while it is moving.",
                NewsKind.BuyerSetMeeting => "Come with the one thing they asked about.",
                _ => "Find out what matters to them, and who else should be in the room.",
            },
            Evidence = [new("What", Words(news.Kind)), new("When", day)],
            Threshold = $"news of the last {context.Settings.Momentum.WindowDays} days",
            RuleVersion = Version,
        };
    }

    private static string Words(NewsKind kind) => kind switch
    {
        NewsKind.Won => "won",
        NewsKind.Advanced => "moved to a later stage",
        NewsKind.BuyerSetMeeting => "a meeting that the buyer has set",
        _ => "a contact in touch for the first time",
    };
}
