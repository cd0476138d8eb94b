using SalesSignals.Deals;
using SalesSignals.Events;

namespace SalesSignals.Signals;

/// <summary>Late in the sale, and nobody who can sign for the money has met us.</summary>
public static class NoEconomicBuyer
{
    private const int Version = 1;

    public static RuleVerdict Detect(in RuleContext context)
    {
        var options = context.Settings.NoEconomicBuyer;
        if (RuleVerdict.Skip(options.Enabled, context) is { } skipped)
        {
            return skipped;
        }

        if (context.Deal.Stage is not >= DealStage.Negotiation && !context.Deal.IsInCommit)
        {
            return RuleVerdict.NotApplicable("It is neither at negotiation or later nor in commit.");
        }

        if (!context.ActivitiesKnown || !TellsRoles(context))
        {
            return RuleVerdict.Unknown("Its source tells no buying role of any contact, or no activities.");
        }

        foreach (var statement in context.Snapshot.Contacts)
        {
            if (statement.Facts is { Role: BuyingRole.EconomicBuyer or BuyingRole.DecisionMaker } contact && ContactTouches.LastTalkAt(context, contact.Id) is not null)
            {
                return RuleVerdict.Quiet("Somebody who decides about the money has met us.", 0, 0, DateTimeOffset.MaxValue);
            }
        }

        return context.IsToldSince(DateTimeOffset.MinValue)
            ? RuleVerdict.Fired(Signal(context), DateTimeOffset.MaxValue)
            : RuleVerdict.Unknown("Whom it was talked about with before we first heard of it is not told.");
    }

    private static bool TellsRoles(in RuleContext context)
    {
        foreach (var statement in context.Snapshot.Contacts)
        {
            if (statement.Facts?.Role is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static Signal Signal(in RuleContext context)
    {
        var named = context.Snapshot.Contacts
            .FirstOrDefault(statement => statement.Facts is { Role: BuyingRole.EconomicBuyer or BuyingRole.DecisionMaker })?.Facts;
        return new()
        {
            Kind = SignalKinds.NoEconomicBuyer,
            Severity = context.Deal.IsInCommit ? Severity.High : named is null ? Severity.Medium : Severity.Low,
            Summary = named is null
                ? "We do not know yet who decides about the money."
                : $"{named.Name ?? "The economic buyer"} decides about the money and has not met us yet.",
            NextAction = named is null
                ? "Ask your champion who signs, and for half an hour with the three of you."
                : $"Ask your champion to bring {named.Name ?? "them"} in, with one question that only they can answer.",
            Evidence =
            [
                new("Decides about the money", named?.Name ?? (named is null ? "nobody known" : "known, without a name")),
                new("Met us", "never"),
                new("Stage", context.Deal.Stage is { } stage ? stage.Name() : "commit"),
            ],
            Threshold = "a talk with an economic buyer or decision maker from negotiation on",
            RuleVersion = Version,
        };
    }
}
