using SalesSignals.Azure.SendGrid;
using SalesSignals.Cli.Demo;
using SalesSignals.Digests;

namespace SalesSignals.Azure.Tests.SendGrid;

internal static class SomeMail
{
    public const string MessageId = "0192f0c1d2e37a4b8c5d6e7f80910a1b";

    public static readonly DateTimeOffset Now = new(2026, 11, 23, 6, 30, 0, TimeSpan.Zero);

    public static EmailMessage Message() => new()
    {
        Kind = "morning-digest",
        Period = "2026-11-23",
        PersonId = "ana",
        ToEmail = "ana@example.com",
        ToName = "Ana Lima",
        Subject = "3 deals need you, 120 000 EUR at risk",
        Html = "<p>Good morning</p>",
        Text = "Good morning",
    };

    public static SendGridOptions Options(Uri? baseAddress = null, bool sandbox = false) => new()
    {
        ApiKey = SendGridStandIn.ApiKey,
        BaseAddress = baseAddress ?? new Uri("https://api.sendgrid.example"),
        From = { Email = "signals@example.com", Name = "SalesSignals" },
        Sandbox = sandbox,
    };
}

/// <summary>A clock that can be set. Its timers are real.</summary>
internal sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}

/// <summary>A clock whose timers fire at once: every timeout has passed.</summary>
internal sealed class HastyClock : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, TimeSpan.Zero, period);
}
