using System.Collections.Immutable;
using System.Globalization;
using SalesSignals.Alerts;
using SalesSignals.Settings;
using SalesSignals.Signals;

namespace SalesSignals.Digests;

/// <summary>Something that keeps an installation from doing its work, and what to do about it.</summary>
public sealed record Trouble(string Title, string What, string Mend)
{
    /// <summary>Longer than any retry: what waits for this long is stuck.</summary>
    private static readonly TimeSpan StuckAfter = TimeSpan.FromHours(2);

    /// <summary>More than this a week means that webhooks get lost on the way.</summary>
    private const long ManyDifferences = 50;

    /// <summary>The gravest first: what makes all else wrong, then what is lost meanwhile, then what annoys.</summary>
    /// <param name="timeZone">Of who reads it.</param>
    public static ImmutableArray<Trouble> Find(InstallationState state, RuleFindings rules, FeedbackSettings settings, string timeZone)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(rules);
        var today = LocalMoment.Of(state.At, timeZone).Date;
        string When(DateTimeOffset at) => Wording.Moment(LocalMoment.Of(at, timeZone), today);

        return
        [
            .. state.Sources.Where(source => source.SilentSince is not null).Select(source => Silent(source, When)),
            .. state.Queues.Where(queue => queue.Poisoned > 0).Select(Poisoned),
            .. state.Sources.Where(source => source.ReconcileError is not null).Select(NotCompared),
            .. state.Sources.Where(source => source.Differences > ManyDifferences).Select(Lost),
            .. state.Unheard.IsEmpty ? Array.Empty<Trouble>() : [Unheard(state.Unheard)],
            .. state.Mail.OldestWaiting is { } oldest && state.At - oldest > StuckAfter ? [Stuck(state.Mail, When(oldest))] : Array.Empty<Trouble>(),
            .. state.Mail.Readers.Where(reader => reader.StoppedBecause is not null).Select(NoMail),
            .. rules.Of(team: null).Where(rule => rule.IsNoisy(settings)).Select(rule => Noisy(rule, settings)),
        ];
    }

    private static Trouble Silent(ReportedSource source, Func<DateTimeOffset, string> when) => new(
        $"{Wording.Clean(source.Name, 30)} is silent",
        $"It has sent nothing since {when(source.SilentSince!.Value)}; usually it speaks every {source.UsualGap ?? "now and then"}.",
        "Look whether its webhooks are still switched on, then run 'salessignals doctor'.");

    private static Trouble Poisoned(ReportedQueue queue)
    {
        var reasons = queue.Shown.GroupBy(message => message.Words).OrderByDescending(reason => reason.Count()).Select(reason => Wording.Clean(reason.Key, 160)).ToArray();
        return new(
            $"{Wording.Count(queue.Poisoned, "message")} of {queue.Name} could not be processed",
            reasons.Length == 0 ? "They wait with their reasons." : $"{(reasons.Length == 1 ? "The reason" : "Most often")}: {reasons[0].TrimEnd('.')}.",
            "Mend the cause, then put them back: on the board's health page, or with 'salessignals poison redrive'.");
    }

    private static Trouble NotCompared(ReportedSource source) => new(
        $"{Wording.Clean(source.Name, 30)} cannot be compared with its CRM",
        $"{Wording.Clean(source.ReconcileError, 200).TrimEnd('.')}.",
        "Until that is mended, a lost webhook is not noticed. 'salessignals doctor' checks the token.");

    private static Trouble Lost(ReportedSource source) => new(
        $"Webhooks of {Wording.Clean(source.Name, 30)} get lost",
        $"In the last 7 days its CRM had {Wording.Count(source.Differences, "change")} that no webhook had told. They are in the deals now.",
        "Look at the CRM's log of webhooks, and whether all subscriptions are there.");

    private static Trouble Unheard(ImmutableArray<UnheardOwner> owners)
    {
        var deals = owners.Sum(owner => owner.Deals);
        return new(
            $"{Wording.Count(deals, "open deal")} {(deals == 1 ? "reaches" : "reach")} nobody",
            $"{(owners.Length == 1 ? "The owner is" : "The owners are")} {Wording.List([.. owners.Select(owner => owner.Describe())], shown: 4)}.",
            "Give these keys to people in the column 'owners' of the people file, or run 'salessignals people sync SOURCE'. Who has left needs a manager.");
    }

    private static Trouble Stuck(ReportedMail mail, string since) => new(
        $"{Wording.Count(mail.Waiting, "email")} {(mail.Waiting == 1 ? "waits" : "wait")} to be sent",
        $"The oldest was written {since}.",
        "'salessignals doctor' checks SendGrid's key and sender.");

    private static Trouble NoMail(ReportedReader reader) => new(
        $"{Wording.Clean(reader.Person.Name, 40)} gets no mail",
        $"Their address refuses it: {Wording.Clean(reader.StoppedBecause, 160).TrimEnd('.')}.",
        string.Create(CultureInfo.InvariantCulture, $"Correct the address with 'salessignals people import'; where it is right, 'salessignals mail resume {Wording.Clean(reader.Person.Id, 40)}'."));

    private static Trouble Noisy(RulePrecision rule, FeedbackSettings settings) =>
        new($"{Wording.Title(rule.Kind)} is noisy", RuleAdvice.Finding(rule, settings), RuleAdvice.Mend(rule));
}
