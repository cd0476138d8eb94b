using System.Collections.Concurrent;
using SalesSignals.Calendars;
using SalesSignals.Directory;
using SalesSignals.Forecasts;
using SalesSignals.Outbox;
using SalesSignals.Signals;
using SalesSignals.Storage;

namespace SalesSignals.Functions.Work;

/// <summary>Finds out whose weekly mail is due, and which teams' forecasts are to be kept, and queues that work.</summary>
public sealed class WeeklySchedules(Queues queues, EmailOutbox outbox, Tables tables)
{
    /// <summary>A note's reads are few: as many reps a message as alerts have.</summary>
    private const int RepsAMessage = 25;

    private readonly ForecastWeekStore _weeks = new(tables.Cursor);

    /// <summary>What is known to be there, which it stays: saves asking again at every tick of a week.</summary>
    private readonly ConcurrentDictionary<string, IsoWeek> _there = new(StringComparer.Ordinal);

    public async Task QueueAsync(
        DealAssessors.Moment moment, IReadOnlyDictionary<string, Preferences> chosen, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(moment);
        ArgumentNullException.ThrowIfNull(chosen);
        var notes = new List<string>();
        foreach (var person in moment.People.People)
        {
            var preferences = chosen.GetValueOrDefault(person.Id, Preferences.Default);
            if (await IsForecastWantedAsync(person, preferences, moment, now, cancellationToken))
            {
                await SendAsync(new WorkMessage.BuildForecast(person.Id), cancellationToken);
            }

            if (WeekSchedule.RepWeekDue(person, preferences, moment.Settings, now) is { } week && !await IsSentAsync(person, RepWeek.Kind, week, cancellationToken))
            {
                notes.Add(person.Id);
            }
        }

        foreach (var some in notes.Chunk(RepsAMessage))
        {
            await SendAsync(new WorkMessage.BuildRepWeeks(some), cancellationToken);
        }
    }

    private async Task<bool> IsForecastWantedAsync(
        Person person, Preferences preferences, DealAssessors.Moment moment, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (mail, snapshot) = (WeekSchedule.ForecastDue(person, preferences, moment.Settings, now), WeekSchedule.SnapshotDue(person, moment.Settings, now));
        if ((mail is null && snapshot is null) || TeamReader.PeopleOf(person, moment.People).Count == 0)
        {
            return false;
        }

        return (mail is { } week && !await IsSentAsync(person, WeeklyForecast.Kind, week, cancellationToken))
            || (snapshot is { } kept && !await IsKnownAsync($"{person.Id}|week", kept, () => _weeks.IsThereAsync(person.Id, kept, cancellationToken)));
    }

    private Task<bool> IsSentAsync(Person person, string kind, IsoWeek week, CancellationToken cancellationToken) =>
        IsKnownAsync($"{person.Id}|{kind}", week, () => outbox.IsThereAsync(person.Id, kind, week.Name, cancellationToken));

    private async Task<bool> IsKnownAsync(string key, IsoWeek week, Func<Task<bool>> ask)
    {
        if (_there.TryGetValue(key, out var known) && known == week)
        {
            return true;
        }

        if (!await ask())
        {
            return false;
        }

        _there[key] = week;
        return true;
    }

    private Task SendAsync(WorkMessage work, CancellationToken cancellationToken) => queues.Work.SendAsync(work.Write(), TimeSpan.Zero, cancellationToken);
}
