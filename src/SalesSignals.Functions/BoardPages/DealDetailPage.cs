using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using SalesSignals.Board;
using SalesSignals.Events;
using SalesSignals.Functions.Pages;
using SalesSignals.Signals;

namespace SalesSignals.Functions.BoardPages;

/// <summary>A deal: what stands against it and what to do, its story, and what every rule makes of it. Its forms ask for what emails ask for, too.</summary>
public sealed class DealDetailPage(DealStore deals, DealActions actions, DealAssessors assessors)
{
    public async Task<IResult> ShowAsync(BoardVisit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        if (KeyOf(visit) is not { } key || await actions.FindAsync(visit.People, visit.Viewer, key, visit.Aborted) is not { } shown)
        {
            return await visit.NotFoundAsync();
        }

        var events = await deals.ReadEventsAsync(shown.Watched.Key, visit.Aborted);
        var assessor = (await assessors.CurrentAsync(visit.Aborted)).Assessor;
        var model = DealDetailModel.Of(shown, events, assessor, visit.People, ReaderClock.Of(visit.Viewer, visit.Now)) with
        {
            Done = visit.Query["done"],
            Days = actions.DaysOf(visit.Viewer),
        };
        return await visit.PageAsync<DealDetailView>(model.Name, model);
    }

    public async Task<IResult> ActAsync(BoardVisit visit, IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(visit);
        ArgumentNullException.ThrowIfNull(form);
        if (KeyOf(visit) is not { } key || ActionOf(form, actions.DaysOf(visit.Viewer).Today) is not { } action)
        {
            return await visit.NotFoundAsync();
        }

        return await actions.DoAsync(visit.People, visit.Viewer, key, action, visit.Aborted) switch
        {
            DealActionResult.Done done => Back(done.Deal.Watched.Key, DoneWord(action)),
            DealActionResult.NoSuchDay => Back(key, DealDetailModel.NoSuchDay),
            DealActionResult.NoReason => Back(key, DealDetailModel.NoReason),
            DealActionResult.NoSuchSignal => Back(key, DealDetailModel.NoSuchSignal),
            _ => await visit.NotFoundAsync(),
        };
    }

    /// <summary>What was asked for; null for what none of our forms asks.</summary>
    private static DealAction? ActionOf(IFormCollection form, DateOnly today)
    {
        string? Text(string name) => form[name].ToString() is { Length: > 0 } text ? text : null;
        var kind = Text("kind");
        var isKnown = kind is null || SignalRules.All.Any(rule => rule.Kind == kind);
        return (Text("do"), kind) switch
        {
            _ when !isKnown => null,
            ("park", _) => new DealAction.Park(kind, DayOf(Text("days"), Text("until"), today), Text("reason") ?? string.Empty),
            ("unpark", _) => new DealAction.Unpark(kind),
            ("not-a-risk", { } signal) => new DealAction.Judge(signal, FeedbackKind.NotARisk, Text("reason")),
            ("notes-in", { } signal) => new DealAction.Judge(signal, FeedbackKind.NotesIn, null),
            ("useful", { } signal) => new DealAction.Judge(signal, FeedbackKind.Useful, null),
            _ => null,
        };
    }

    /// <summary>A number of days where that button was pressed, else the day that was chosen; a day of the past where neither is one.</summary>
    private static DateOnly DayOf(string? days, string? until, DateOnly today) =>
        int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= DealActions.MostDays ? today.AddDays(number)
        : DateOnly.TryParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : DateOnly.MinValue;

    private static string DoneWord(DealAction action) => action switch
    {
        DealAction.Park => DealDetailModel.Parked,
        DealAction.Unpark => DealDetailModel.Unparked,
        _ => DealDetailModel.Said,
    };

    /// <summary>Back to the page, so that loading it again sends nothing again.</summary>
    private static RedirectHttpResult Back(DealKey deal, string done) => TypedResults.LocalRedirect($"{BoardAddress.Deal(deal.ToString())}&done={done}");

    private static DealKey? KeyOf(BoardVisit visit) =>
        visit.Query["deal"].ToString() is var text && text.IndexOf(':', StringComparison.Ordinal) is var colon && colon > 0 && colon < text.Length - 1 ? DealKey.Parse(text) : null;
}
