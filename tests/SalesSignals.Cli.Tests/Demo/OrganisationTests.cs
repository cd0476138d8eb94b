using System.Globalization;
using SalesSignals.Calendars;
using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Tests.Support;
using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Tests.Demo;

public sealed class OrganisationTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_Same_Seed_Tells_The_Same_Stories()
    {
        var once = Organisation.Create(Monday, seed: 7);
        var again = Organisation.Create(Monday, seed: 7);
        var other = Organisation.Create(Monday, seed: 8);

        Assert.Equal(Told(once), Told(again));
        Assert.NotEqual(Told(once), Told(other));
    }

    [Fact]
    public void Three_Managers_Lead_Twelve_Reps_With_Quotas_In_Real_Time_Zones()
    {
        var people = Organisation.Create(Monday).People;
        var managers = people.Where(person => person.Role is PersonRole.Manager).ToList();
        var reps = people.Where(person => person.Role is PersonRole.Rep).ToList();

        Assert.Equal((3, 12), (managers.Count, reps.Count));
        Assert.All(reps, rep => Assert.Contains(managers, manager => manager.Id == rep.ManagerId));
        Assert.All(reps, rep => Assert.True(rep.QuarterlyQuota > 0));
        Assert.All(people, person => Assert.True(TimeZoneInfo.TryFindSystemTimeZoneById(person.TimeZone, out _)));
        Assert.Equal(people.Length, people.Select(person => person.Email).Distinct().Count());
        Assert.Equal(people.Length * 2, people.SelectMany(person => person.OwnerKeys).Distinct().Count());
    }

    [Fact]
    public void Three_Hundred_Deals_Of_Every_Kind_Happened_In_The_Last_Ninety_Days()
    {
        var deals = Organisation.Create(Monday).Deals;

        Assert.Equal(120, deals.Count(deal => deal.Key.Source == "hubspot"));
        Assert.Equal(180, deals.Count(deal => deal.Key.Source == "crm"));
        Assert.Equal(300, deals.Select(deal => deal.Key).Distinct().Count());
        Assert.Equal(Enum.GetValues<Plot>(), deals.Select(deal => deal.Plot).Distinct().Order());
        Assert.All(deals.SelectMany(deal => deal.Facts), fact => Assert.InRange(fact.Event.OccurredAt, Monday.AddDays(-95), Monday));
        Assert.All(
            SignalRules.All.Select(rule => rule.Kind),
            kind => Assert.True(deals.Count(deal => deal.Expected.Contains(kind)) >= 10, kind));
    }

    [Fact]
    public void A_Small_Organisation_Has_Every_Kind_Of_Trouble_Too()
    {
        var deals = Organisation.Create(Monday, deals: 20).Deals;

        Assert.Equal(20, deals.Length);
        Assert.Equal(
            SignalRules.All.Select(rule => rule.Kind).Order(StringComparer.Ordinal),
            deals.SelectMany(deal => deal.Expected).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("2026-11-16", 1)]
    [InlineData("2026-11-17", 2)]
    [InlineData("2026-11-18", 3)]
    [InlineData("2026-11-19", 4)]
    [InlineData("2026-11-20", 5)]
    [InlineData("2026-03-30", 6)]
    [InlineData("2026-10-26", 7)]
    public void The_Rules_Find_The_Trouble_That_Each_Story_Means_And_No_Other(string day, int seed)
    {
        var now = DateTimeOffset.Parse(day, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).AddHours(9);
        var organisation = Organisation.Create(now, seed);
        var calendars = new WorkCalendars(new(), DateOnly.FromDateTime(now.UtcDateTime));

        Assert.All(organisation.Deals, deal =>
        {
            var found = SignalRules.Detect(Context(deal, calendars, now)).Signals.Select(signal => signal.Kind);

            Assert.Equal((deal.Plot, string.Join(' ', deal.Expected)), (deal.Plot, string.Join(' ', found.Order(StringComparer.Ordinal))));
        });
    }

    private static RuleContext Context(DealStory deal, WorkCalendars calendars, DateTimeOffset now)
    {
        var snapshot = deal.Facts.Aggregate(DealSnapshot.Empty(deal.Key), (known, fact) => DealMerge.Apply(known, DealStories.Read(fact)));
        var view = DealView.Of(snapshot with { MergedInto = default }, new StageMap(SalesSettings.Default), now);
        return new(view, calendars.In(deal.Owner.TimeZone), new(), activitiesKnown: deal.Key.Source == "crm");
    }

    private static List<string> Told(Organisation organisation) =>
        [.. organisation.Deals.SelectMany(deal => deal.Facts).Select(fact => $"{fact.Event.Id} {fact.Event.OccurredAt:O} {fact.Text} {(fact.Event as CanonicalEvent.DealChanged)?.Deal}")];
}
