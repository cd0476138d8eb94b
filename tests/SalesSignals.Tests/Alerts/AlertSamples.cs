using SalesSignals.Board;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Signals;

namespace SalesSignals.Tests.Alerts;

/// <summary>Dull valid people, deals and signals; each test says what matters.</summary>
internal static class AlertSamples
{
    /// <summary>A Tuesday, 10:00 in London.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 17, 10, 0, 0, TimeSpan.Zero);

    public static Person Rep(string id = "ana") => new() { Id = id, Name = "Ana Silva", Email = $"{id}@northwind.example", TimeZone = "Europe/London" };

    public static Person Manager() => Rep("maria") with { Name = "Maria Okafor", Role = PersonRole.Manager };

    public static BoardDeal Deal(string id = "1", params RaisedSignal[] signals) => new()
    {
        Key = new("crm", id),
        OwnerKey = "crm:7",
        Name = $"Deal {id}",
        Status = DealStatus.Open,
        Amount = 10_000,
        Currency = "EUR",
        Stage = "proposal",
        Probability = 0.5,
        CloseOn = new(2026, 12, 1),
        Signals = [.. signals],
    };

    public static RaisedSignal Raised(Severity severity = Severity.Medium, string kind = SignalKinds.StalledDeal) => new()
    {
        RaisedAt = Now.AddDays(-1),
        Signal = new()
        {
            Kind = kind,
            Severity = severity,
            Summary = "Nothing from the buyer for 12 working days.",
            NextAction = $"Call about {kind}.",
            Threshold = "10 working days (default)",
            Evidence = [new("Last buyer touch", "meeting, 2 Nov")],
            RuleVersion = 1,
        },
    };
}
