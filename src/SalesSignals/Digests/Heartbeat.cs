using System.Collections.Immutable;
using SalesSignals.Alerts;

namespace SalesSignals.Digests;

/// <summary>Whether the CRMs still speak to us.</summary>
/// <param name="EventsSince">Events received since the previous digest.</param>
public sealed record Heartbeat(long EventsSince, ImmutableArray<SourceHeartbeat> Sources)
{
    /// <summary>The lines that tell a quiet pipeline from a broken connection.</summary>
    public string Describe(DateTimeOffset since, string timeZone, DateOnly today)
    {
        string At(DateTimeOffset instant) => Wording.Moment(LocalMoment.Of(instant, timeZone), today);

        return string.Join(' ', (string[])
        [
            EventsSince == 0 ? $"No CRM events since {At(since)}." : $"{Wording.Count(EventsSince, "CRM event")} since {At(since)}.{Last(At)}",
            .. Silences(At),
            .. Silent.Any() ? ["Have somebody run \"salessignals doctor\"."] : EventsSince == 0 ? ["If that is unusual, have somebody run \"salessignals doctor\"."] : (string[])[],
            .. Missed(),
        ]);
    }

    /// <summary>Only what says that we may not know everything; null where all is as usual.</summary>
    public string? DescribeTrouble(DateTimeOffset since, string timeZone, DateOnly today)
    {
        string At(DateTimeOffset instant) => Wording.Moment(LocalMoment.Of(instant, timeZone), today);

        return EventsSince > 0 && !Silent.Any() ? null : string.Join(' ', (string[])
        [
            .. EventsSince == 0 ? [$"No CRM events since {At(since)}."] : (string[])[],
            .. Silences(At),
            "These numbers may be old: have somebody run \"salessignals doctor\".",
        ]);
    }

    private IEnumerable<SourceHeartbeat> Silent => Sources.Where(source => source.SilentSince is not null);

    private IEnumerable<string> Silences(Func<DateTimeOffset, string> at) =>
        Silent.Select(source => $"{source.Name} has been silent since {at(source.SilentSince!.Value)}; usually it speaks every {source.Every}.");

    private string Last(Func<DateTimeOffset, string> at)
    {
        var last = Sources.Where(source => source.SilentSince is null).OrderByDescending(source => source.LastEventAt).Select(source => $"{source.Name} {(source.LastEventAt is { } instant ? at(instant) : "never yet")}").ToArray();
        return last.Length == 0 ? string.Empty : $" Last: {Wording.List(last, shown: 4)}.";
    }

    /// <summary>What had to be asked for since no webhook told it.</summary>
    private string[] Missed()
    {
        var missed = Sources.Where(source => source.Differences > 0).OrderByDescending(source => source.Differences).ToList();
        return missed.Count == 0
            ? []
            : [$"In 7 days, {Wording.Count(missed.Sum(source => source.Differences), "change")} came without a webhook ({Wording.List([.. missed.Select(source => source.Name)], shown: 4)})."];
    }
}

/// <param name="Source">What people call it.</param>
public sealed record SourceHeartbeat(string Source, DateTimeOffset? LastEventAt)
{
    /// <summary>When it last sent anything, where that is too long ago.</summary>
    public DateTimeOffset? SilentSince { get; init; }

    /// <summary>How long it is silent at other times, in words: <c>2 working hours</c>.</summary>
    public string? UsualGap { get; init; }

    /// <summary>How much its CRM had, in a week, that no webhook had told.</summary>
    public long Differences { get; init; }

    internal string Name => Wording.Clean(Source, 30);

    /// <summary><c>2 working hours</c>; <c>working hour</c>.</summary>
    internal string Every => UsualGap?.StartsWith("1 ", StringComparison.Ordinal) == true ? UsualGap[2..] : UsualGap ?? "now and then";
}
