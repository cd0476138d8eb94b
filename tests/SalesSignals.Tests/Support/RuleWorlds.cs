using FsCheck;
using FsCheck.Fluent;
using SalesSignals.Calendars;
using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Settings;
using SalesSignals.Signals;

namespace SalesSignals.Tests.Support;

/// <summary>Generated circumstances that rules are asked under: people, calendars, baselines, settings, what sources tell, and the time.</summary>
internal static class RuleWorlds
{
    private static readonly DateTimeOffset FirstDay = new(2026, 11, 3, 0, 0, 0, TimeSpan.Zero);

    private static readonly Baselines Learned = new(new(
        "1",
        [.. Enum.GetValues<DealStage>().SelectMany(stage => new StageBaseline[] { new(null, stage, 48, 12.5, 17.3, 45), new("ana", stage, 25, 6.2, 8, 5) })],
        [new("ana", "EUR", 30, 60)]));

    /// <summary>Of now on, so that the same calendar serves for all of a case.</summary>
    public static Gen<(Circumstances How, WorkCalendar Calendar, DateTimeOffset Now)> All { get; } =
        from minutes in Gen.Choose(0, 60 * 24 * 60)
        from zone in Gen.Elements("Etc/UTC", "Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe")
        from holiday in Gen.Choose(0, 40)
        from rules in Rules()
        from owner in Owners()
        from isLearned in Gen.Elements(true, false)
        from known in Gen.Choose(0, 5)
        let now = FirstDay.AddMinutes(minutes)
        let how = new Circumstances
        {
            Zone = zone,
            Calendar = new() { Holidays = [new DateOnly(2026, 11, 4).AddDays(holiday), new DateOnly(2026, 12, 25)] },
            Rules = rules,
            Owner = owner,
            Baselines = isLearned ? Learned : Baselines.None,
            ActivitiesKnown = known > 0,
            KnownSince = known == 1 ? FirstDay.AddDays(-20) : null,
        }
        select (how, WorkCalendar.For(how.Calendar, TimeZoneInfo.FindSystemTimeZoneById(zone), DateOnly.FromDateTime(now.UtcDateTime)), now);

    public static RuleContext Context(this in (Circumstances How, WorkCalendar Calendar, DateTimeOffset Now) world, DealSnapshot deal, DateTimeOffset now) => new(
        DealView.Of(deal, Some.Stages, now), world.Calendar, world.How.Rules, world.How.ActivitiesKnown, world.How.KnownSince, world.How.Owner, world.How.Baselines);

    private static Gen<Person?> Owners() =>
        from kind in Gen.Choose(0, 3)
        from day in Gen.Choose(0, 60)
        from days in Gen.Choose(0, 14)
        let first = new DateOnly(2026, 11, 1).AddDays(day)
        select kind switch
        {
            0 => null,
            1 => Some.Ana() with { IsActive = false },
            2 => Some.Ana(new Leave(first, first.AddDays(days)), new Leave(first.AddDays(30), first.AddDays(31))),
            _ => Some.Ana(),
        };

    /// <summary>The defaults, or limits of every size, from settings with an override over them.</summary>
    private static Gen<RuleSettings> Rules() =>
        from isDefault in Gen.Elements(true, false)
        from few in Gen.Choose(1, 4)
        from days in Gen.Choose(1, 40)
        from window in Gen.Choose(1, 120)
        from kind in Gen.Elements(Enum.GetValues<BaselineKind>())
        select isDefault ? new() : new RuleSettings
        {
            StalledDeal = new() { AllowedQuietDays = days },
            StuckInStage = new() { Baseline = kind, AllowedDays = days },
            MissingNotes = new() { AllowedDays = few, LookBackDays = window },
            ThinNotes = new() { LeastWords = days, LookBackDays = window },
            NoNextStep = new() { GraceDays = few - 1 },
            OverdueNextStep = new() { AllowedDays = few - 1, LookBackDays = window },
            NoCustomerAction = new() { LookBackDays = window },
            UnansweredBuyer = new() { AllowedDays = few - 1, LookBackDays = window },
            Ghosted = new() { SellerTouches = few, WindowDays = days },
            CloseDateSlipped = new() { Pushes = few, WindowDays = window, AllowedSlipDays = days },
            OutOfOrder = new() { AllowedUnconfirmed = few - 1 },
            FalseMomentum = new() { Deliverables = few, WindowDays = window },
            BuyerOffProcess = new() { Slips = few, WindowDays = window },
            StageRegressed = new() { WindowDays = window },
            SingleThreaded = new() { Contacts = few, WindowDays = window, FromAmount = days },
            ChampionSilent = new() { Times = few, LeastDays = days },
            InternalHelpOverdue = new() { AllowedDays = few - 1, LookBackDays = window },
            AmountDropped = new() { DropPercent = days, WindowDays = window },
            UnusualAmount = new() { Times = few },
            OwnerUnavailable = new() { ClosingDays = days },
            Momentum = new() { WindowDays = days },
        };
}
