using System.Globalization;
using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Cli.Tests.Support;
using SalesSignals.Directory;
using SalesSignals.Events;
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
            kind => Assert.True(deals.Count(deal => deal.Expected.Contains(kind)) >= 3, kind));
        Assert.True(deals.Count(deal => deal.Expected.IsEmpty) >= 60);
    }

    /// <summary>What is usual is learned from more deals than a small organisation has won.</summary>
    [Fact]
    public void A_Small_Organisation_Has_Every_Other_Kind_Of_Trouble_Too() =>
        Assert.Equal([SignalKinds.UnrealisticClose, SignalKinds.UnusualAmount], NotShown(Organisation.Create(Monday, deals: 60)));

    /// <summary>What one CRM alone does not tell, its webhooks without its API: the list is neither longer nor shorter than that.</summary>
    [Theory]
    [InlineData("crm")]
    [InlineData("cloudevents")]
    [InlineData("dataverse", SignalKinds.OutOfOrder, SignalKinds.FalseMomentum, SignalKinds.BuyerOffProcess, SignalKinds.UnusualAmount)]
    [InlineData("salesforce", SignalKinds.UnansweredBuyer, SignalKinds.OutOfOrder, SignalKinds.FalseMomentum, SignalKinds.BuyerOffProcess)]
    [InlineData(
        "pipedrive",
        SignalKinds.UnansweredBuyer,
        SignalKinds.Ghosted,
        SignalKinds.OutOfOrder,
        SignalKinds.FalseMomentum,
        SignalKinds.BuyerOffProcess,
        SignalKinds.NoEconomicBuyer,
        SignalKinds.InternalHelpOverdue)]
    [InlineData(
        "hubspot",
        SignalKinds.StalledDeal,
        SignalKinds.MissingNotes,
        SignalKinds.ThinNotes,
        SignalKinds.NoNextStep,
        SignalKinds.OverdueNextStep,
        SignalKinds.NoCustomerAction,
        SignalKinds.UnansweredBuyer,
        SignalKinds.Ghosted,
        SignalKinds.OutOfOrder,
        SignalKinds.FalseMomentum,
        SignalKinds.BuyerOffProcess,
        SignalKinds.NoEconomicBuyer,
        SignalKinds.SingleThreaded,
        SignalKinds.ChampionSilent,
        SignalKinds.InternalHelpOverdue,
        SignalKinds.Sandbagged)]
    [InlineData(
        "close",
        SignalKinds.StalledDeal,
        SignalKinds.MissingNotes,
        SignalKinds.ThinNotes,
        SignalKinds.NoNextStep,
        SignalKinds.OverdueNextStep,
        SignalKinds.NoCustomerAction,
        SignalKinds.UnansweredBuyer,
        SignalKinds.Ghosted,
        SignalKinds.OutOfOrder,
        SignalKinds.FalseMomentum,
        SignalKinds.BuyerOffProcess,
        SignalKinds.NoEconomicBuyer,
        SignalKinds.SingleThreaded,
        SignalKinds.ChampionSilent,
        SignalKinds.InternalHelpOverdue,
        SignalKinds.Sandbagged)]
    public void One_Crm_Shows_All_But_What_It_Cannot_Tell(string source, params string[] notShown)
    {
        var organisation = Organisation.Create(Monday, seed: 3, deals: 300, KnownDialects.Of(source)!);

        Assert.Equal(notShown, NotShown(organisation));
        AssertFound(organisation);
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

        AssertFound(Organisation.Create(now, seed));
    }

    private static void AssertFound(Organisation organisation)
    {
        var told = new ToldOrganisation(organisation);
        var wrong = organisation.Deals
            .Select(deal => (Deal: deal, Meant: string.Join(' ', deal.Expected), Found: string.Join(' ', told.SignalsOf(deal))))
            .Where(deal => deal.Found != deal.Meant)
            .Select(deal => $"{deal.Deal.Plot} {deal.Deal.Key} is meant to be in [{deal.Meant}], found was [{deal.Found}].");

        Assert.Empty(wrong);
    }

    private static IEnumerable<string> NotShown(Organisation organisation) =>
        SignalRules.All.Select(rule => rule.Kind).Where(kind => !organisation.Deals.Any(deal => deal.Expected.Contains(kind)));

    private static List<string> Told(Organisation organisation) =>
        [.. organisation.Deals.SelectMany(deal => deal.Facts).Select(fact => $"{fact.Event.Id} {fact.Event.OccurredAt:O} {fact.Text} {(fact.Event as CanonicalEvent.DealChanged)?.Deal}")];
}
