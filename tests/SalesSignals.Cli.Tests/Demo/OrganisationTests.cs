using System.Globalization;
using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Cli.Tests.Demo.Dialects;
using SalesSignals.Cli.Tests.Support;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Tests.Demo;

public sealed class OrganisationTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Sources => [.. KnownDialects.All.Select(dialect => dialect.Source)];

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
        Assert.Single(people, person => person.Role is PersonRole.Admin);
        Assert.All(reps, rep => Assert.Contains(managers, manager => manager.Id == rep.ManagerId));
        Assert.All(reps, rep => Assert.True(rep.QuarterlyQuota > 0));
        Assert.All(people, person => Assert.True(TimeZoneInfo.TryFindSystemTimeZoneById(person.TimeZone, out _)));
        Assert.Equal(people.Length, people.Select(person => person.Email).Distinct().Count());
        Assert.Equal((managers.Count + reps.Count) * 2, people.SelectMany(person => person.OwnerKeys).Distinct().Count());
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

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task One_Crm_Shows_All_But_What_It_Cannot_Tell(string source)
    {
        var organisation = Organisation.Create(Monday, seed: 3, deals: 300, KnownDialects.Of(source)!);

        Assert.Equal(Silences.Of(source).Order(), NotShown(organisation).Order());
        await AssertFoundAsync(organisation);
    }

    /// <summary>The same customers, owners and troubles; what a CRM does not tell is a deal without trouble there.</summary>
    [Theory]
    [MemberData(nameof(Sources))]
    public void Every_Crm_Has_The_Same_Deals_In_The_Same_Trouble(string source)
    {
        var reference = Organisation.Create(Monday, seed: 3, deals: 300, KnownDialects.Of("crm")!);
        var organisation = Organisation.Create(Monday, seed: 3, deals: 300, KnownDialects.Of(source)!);

        var same = reference.Deals.Zip(organisation.Deals).Where(pair => pair.First.Plot == pair.Second.Plot).ToList();
        var others = reference.Deals.Zip(organisation.Deals).Except(same).ToList();

        Assert.All(same, pair => Assert.Equal(Look(pair.First), Look(pair.Second)));
        Assert.All(others, pair => Assert.True(
            pair.Second.Plot is Plot.Merged || (pair.Second.Plot is Plot.Healthy && Silences.Hide(source, pair.First.Plot)), $"{pair.First.Plot}, {pair.Second.Plot}"));
    }

    [Theory]
    [InlineData("2026-11-16", 1)]
    [InlineData("2026-11-17", 2)]
    [InlineData("2026-11-18", 3)]
    [InlineData("2026-11-19", 4)]
    [InlineData("2026-11-20", 5)]
    [InlineData("2026-03-30", 6)]
    [InlineData("2026-10-26", 7)]
    public async Task The_Rules_Find_The_Trouble_That_Each_Story_Means_And_No_Other(string day, int seed)
    {
        var now = DateTimeOffset.Parse(day, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).AddHours(9);

        await AssertFoundAsync(Organisation.Create(now, seed));
    }

    private static async Task AssertFoundAsync(Organisation organisation)
    {
        var told = await ToldOrganisation.TellAsync(organisation);
        var wrong = organisation.Deals
            .Select(deal => (Deal: deal, Meant: string.Join(' ', deal.Expected), Found: string.Join(' ', told.SignalsOf(deal))))
            .Where(deal => deal.Found != deal.Meant)
            .Select(deal => $"{deal.Deal.Plot} {deal.Deal.Key} is meant to be in [{deal.Meant}], found was [{deal.Found}].");

        Assert.True(!wrong.Any(), string.Join(Environment.NewLine, wrong));
    }

    private static IEnumerable<string> NotShown(Organisation organisation) =>
        SignalRules.All.Select(rule => rule.Kind).Where(kind => !organisation.Deals.Any(deal => deal.Expected.Contains(kind)));

    /// <summary>What anybody sees of a deal, whatever CRM it is in.</summary>
    private static string Look(DealStory deal) =>
        $"{deal.Key.Id} {deal.Facts.Select(fact => fact.Event).OfType<CanonicalEvent.DealChanged>().First().Deal.Name.Value}, {deal.Owner.Name}: {string.Join(' ', deal.Expected)}";

    private static List<string> Told(Organisation organisation) =>
        [.. organisation.Deals.SelectMany(deal => deal.Facts).Select(fact => $"{fact.Event.Id} {fact.Event.OccurredAt:O} {fact.Text} {(fact.Event as CanonicalEvent.DealChanged)?.Deal}")];
}
