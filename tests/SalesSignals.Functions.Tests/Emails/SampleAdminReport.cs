using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Signals;

namespace SalesSignals.Functions.Tests.Emails;

/// <summary>What the team's admin reads on that Tuesday, Monday having been a holiday.</summary>
internal static class SampleAdminReport
{
    private static readonly DateTimeOffset Now = SampleMail.Morning;

    private static readonly Person Admin = new()
    {
        Id = "cleo", Name = "Cleo Brandt", Email = "cleo@northwind.example", Role = PersonRole.Admin, TimeZone = "Europe/London",
    };

    private static readonly ReportedSource HubSpot = new("HubSpot", 1310, 9204, 0, Now.AddMinutes(-19), TimeSpan.FromSeconds(3))
    {
        CanBeAsked = true, ReconciledUntil = Now.AddMinutes(-11), Differences = 12, BackfilledAt = Now.AddDays(-60),
    };

    public static AdminReport Busy() => Compose(
        new()
        {
            At = Now,
            Sources =
            [
                HubSpot,
                new("Pipedrive", 402, 1187, 3, Now.AddDays(-1).AddHours(-6), TimeSpan.FromSeconds(8))
                {
                    SilentSince = Now.AddDays(-1).AddHours(-6), UsualGap = "1 working hour",
                },
            ],
            Queues =
            [
                new("deliveries", 4, 3, [Poison("1", "The deal's id is missing."), Poison("2", "The deal's id is missing."), Poison("3", null)]),
                new("work", 64, 0, []),
                new("emails", 0, 0, []),
            ],
            Mail = new(0, null, [new(SampleMail.Ben, Now.AddDays(-2), "550 5.1.1 mailbox unavailable", [])]),
        },
        Rule(SignalKinds.StalledDeal, 64, 51, 30),
        Rule(SignalKinds.CloseDatePassed, 22, 19, 12),
        Rule(SignalKinds.SingleThreaded, 41, 9, 28) with { NotARisk = 25 },
        Rule(SignalKinds.Ghosted, 0, 0, 3));

    public static AdminReport Quiet() => Compose(new() { At = Now, Sources = [HubSpot] });

    public static AdminReport Hostile() => Compose(new()
    {
        At = Now,
        Sources = [HubSpot with { Name = "<script>alert(1)</script>\u202Ecrm\r\nBcc: x", ReconcileError = "<img src=x onerror=alert(1)> " + new string('W', 400) }],
        Queues = [new("deliveries", 0, 1, [Poison("1", "\"><a href='https://evil.example'>\u202E" + new string('x', 600))])],
        Mail = new(0, null, [new(SampleMail.Ben with { Name = "</td><h1>\0\u2028", Id = "b'en" }, Now, "<b>no</b>\r\nX: y", [])]),
    });

    private static AdminReport Compose(InstallationState state, params RulePrecision[] rules) => AdminReport.Compose(
        Admin,
        state,
        rules.Length == 0 ? null : new(new(318, [new(null, [.. rules])]), Now.AddHours(-5)),
        new([Admin, SampleMail.Manager, .. new[] { SampleMail.Ana, SampleMail.Ben, SampleMail.Chen }.Select((rep, place) => rep with { OwnerKeys = [$"hubspot:{place}"] })]),
        new());

    private static RulePrecision Rule(string kind, int judged, int useful, int recent) => new()
    {
        Kind = kind, Raised = judged + 9, Alerts = judged + recent, RecentAlerts = recent, Judged = judged, Useful = useful,
    };

    private static ReportedPoison Poison(string id, string? reason) => new(id, Now.AddHours(-7), reason);
}
