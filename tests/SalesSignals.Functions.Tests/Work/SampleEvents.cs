using System.Globalization;

namespace SalesSignals.Functions.Tests.Work;

/// <summary>Webhook bodies in the canonical form, as a busy week makes them.</summary>
internal static class SampleEvents
{
    private static readonly string[] Stages = ["qualified", "discovery", "evaluation", "proposal"];

    /// <summary>Some events of some deals, one after the other, as an array.</summary>
    public static string Batch(int events, int deals) => $"[{string.Join(",", Enumerable.Range(0, events).Select(i => Event(i, i % deals)))}]";

    /// <summary>The number decides what happened: a change of fields, a meeting held or a task planned.</summary>
    public static string Event(int number, int deal) => (number / 20 % 3) switch
    {
        0 => Changed(number, deal, $$"""
            "name":"Deal {{deal}}","pipeline":"default","stage":"{{Stages[number % 4]}}","amount":{{1000 + number}},"currency":"EUR","ownerId":"{{deal % 4}}","closeDate":"2026-10-{{1 + (number % 28):D2}}"
            """),
        1 => Activity(number, $$"""
            "id":"a{{number}}","dealId":"{{deal}}","kind":"meeting","status":"held","startsAt":"{{At(number)}}","endsAt":"{{At(number + 1)}}"
            """),
        _ => Activity(number, $$"""
            "id":"a{{number}}","dealId":"{{deal}}","kind":"task","status":"planned","dueAt":"2026-11-{{20 + (number % 8)}}T09:00:00Z"
            """),
    };

    public static string Changed(int number, int deal, string fields) =>
        $$"""{"type":"deal.changed","id":"e{{number}}","occurredAt":"{{At(number)}}","deal":{"id":"{{deal}}",{{fields}} } }""";

    private static string Activity(int number, string fields) =>
        $$"""{"type":"activity.logged","id":"e{{number}}","occurredAt":"{{At(number)}}","activity":{ {{fields}} } }""";

    private static string At(int number) =>
        CountedApp.Morning.AddDays(-20).AddMinutes(7 * number).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
