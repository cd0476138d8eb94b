using System.Globalization;
using SalesSignals.Deals;
using SalesSignals.Signals;

namespace SalesSignals.Tests.Support;

/// <summary>
/// A rule's answers as time passes and nothing else happens, on one line: <c>- | Tue 17 Nov 12:00 Low</c>. Goes from each time at which the
/// rule says that its answer could change to the next, and fails where it changes in between.
/// </summary>
internal static class Course
{
    private const int Samples = 6;

    /// <param name="until">A day; its midnight in UTC.</param>
    public static string Of(DealRule rule, DealSnapshot deal, DateTimeOffset from, string until, Circumstances? how = null)
    {
        var (now, end) = (from, Clock.At($"{until}T00:00Z"));
        how ??= new();
        var answers = new List<string>();
        string? before = null;
        while (now <= end)
        {
            var asked = how.Of(deal, now);
            var verdict = rule(asked);
            var mark = Mark(verdict);
            if (mark != before)
            {
                answers.Add(before is null ? mark : $"{now.ToString("ddd d MMM HH:mm", CultureInfo.InvariantCulture)} {mark}");
                before = mark;
            }

            var next = asked.Deal.NextBoundaryAt is { } boundary && boundary < verdict.ChangesAt ? boundary : verdict.ChangesAt;
            Assert.True(next > now, $"At {now:O} it names {next:O}.");
            next = next < end ? next : end.AddTicks(1);
            for (var i = 1; i <= Samples; i++)
            {
                var between = i == Samples ? next.AddTicks(-1) : now.AddTicks((next - now).Ticks * i / Samples);
                var then = Mark(rule(how.Of(deal, between)));
                Assert.True(mark == then, $"{then} at {between:O}, though at {now:O} it was {mark} until {next:O}.");
            }

            now = next;
        }

        return string.Join(" | ", answers);
    }

    private static string Mark(RuleVerdict verdict) => verdict.Outcome switch
    {
        RuleOutcome.Fired => verdict.Signal!.Severity.ToString(),
        RuleOutcome.Quiet => "-",
        RuleOutcome.Unknown => "unknown",
        _ => "n/a",
    };
}
