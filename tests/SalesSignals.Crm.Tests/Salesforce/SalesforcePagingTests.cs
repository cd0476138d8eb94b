using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Events;
using SalesSignals.StandIns;

namespace SalesSignals.Crm.Tests.Salesforce;

public class SalesforcePagingTests : SalesforceRig
{
    [Theory]
    [InlineData(99, 1)]
    [InlineData(100, 2)]
    [InlineData(250, 3)]
    public async Task A_Backfill_Tells_Each_Deal_Whole_And_Once(int deals, int pages)
    {
        Salesforce.AddMany(deals);

        var walked = await WalkAsync(Backfill);

        Assert.Equal(pages, walked.Count);
        Assert.Equal(deals, walked.Sum(page => page.Events.Select(told => told.DealId).Distinct().Count()));
        Assert.All(walked.SelectMany(page => page.Events).GroupBy(told => told.DealId), deal => Assert.Equal(8, deal.Count()));
        Assert.Equal(deals * 8, walked.Sum(page => page.Objects));
    }

    [Fact]
    public async Task A_Walk_Goes_On_Where_It_Stopped_Though_Salesforce_Has_Forgotten_It()
    {
        Salesforce.AddMany(250);
        var first = await Client.ReadAsync(Backfill, "deals", null, default);
        Salesforce.ExpireTokens();

        var other = SourceOf(options => (options.ClientId, options.ClientSecret) = (StandIns.Salesforce.SalesforceStandIn.ClientId, StandIns.Salesforce.SalesforceStandIn.ClientSecret)).Client!;
        var second = await other.ReadAsync(Backfill, "deals", first.Next, default);

        Assert.Equal(SalesforceIds.Deal("100000099"), first.Next);
        Assert.Equal(SalesforceIds.Deal("100000199"), second.Next);
        Assert.Empty(first.Events.Select(told => told.DealId).Intersect(second.Events.Select(told => told.DealId)));
    }

    [Fact]
    public async Task Answers_In_Several_Batches_Are_Read_To_Their_End()
    {
        Salesforce.AddMany(60);
        Salesforce.BatchSize = 30;

        var page = Assert.Single(await WalkAsync(Backfill));

        Assert.Equal(60 * 8, page.Events.Count);
        Assert.Contains(Salesforce.Requests, request => request.StartsWith("GET /services/data/v66.0/queryAll/01g", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Changes_Of_One_Second_Are_Each_Told_Once()
    {
        var at = Stories.Begin.AddDays(3);
        for (var i = 0; i < 250; i++)
        {
            Salesforce.Add("Opportunity", SalesforceRecords.Opportunity($"{i}", new() { Name = $"Deal {i}", Stage = "discovery", OwnerId = "31" }, at));
        }

        var walked = await WalkAsync(new CrmWalk.Changes(at, at.AddSeconds(1)));

        Assert.Equal(250, walked.SelectMany(page => page.Events).Select(told => told.DealId).Distinct().Count());
        Assert.Equal(250, walked.Sum(page => page.Events.Count));
        Assert.Equal(3 + 5, walked.Count);
        Assert.Empty((await WalkAsync(new CrmWalk.Changes(at.AddSeconds(-1), at))).SelectMany(page => page.Events));
    }

    [Fact]
    public async Task What_Can_Only_Be_Asked_For_Across_All_Deals_Is_Of_Known_Deals()
    {
        Salesforce.AddMany(1);

        foreach (var part in Client.PartsOf(Changes))
        {
            Assert.Equal(part != "deals", (await Client.ReadAsync(Changes, part, null, default)).OfKnownDealsOnly);
        }
    }

    [Fact]
    public async Task An_Activity_Of_No_Deal_Is_Not_Read()
    {
        Salesforce.Add("Task", new() { ["Id"] = SalesforceIds.Task("1"), ["WhatId"] = "001000000000001AAA", ["SystemModstamp"] = Stories.Begin.AddDays(1) });

        Assert.Equal(0, (await WalkAsync(Changes)).Sum(page => page.Objects));
        Assert.Empty(await AskAsync(SalesforceIds.Task("1")));
    }

    [Fact]
    public async Task Only_Open_Deals_And_Those_Closed_Lately_Are_Backfilled_And_Counted()
    {
        Salesforce.AddMany(40);
        Salesforce.Change("Opportunity", SalesforceIds.Deal("100000009"), Stories.Begin, ("CloseDate", new DateOnly(2025, 1, 1)), ("LastStageChangeDate", Stories.Begin.AddYears(-2)));
        Salesforce.Change("Opportunity", SalesforceIds.Deal("100000010"), Stories.Begin, ("CloseDate", new DateOnly(2025, 1, 1)), ("LastStageChangeDate", Stories.Begin.AddYears(-2)));

        var estimate = await Client.EstimateAsync(Backfill, default);
        var told = (await WalkAsync(Backfill)).SelectMany(page => page.Events).Select(told => told.DealId).ToHashSet();

        Assert.Equal(39, told.Count);
        Assert.DoesNotContain(SalesforceIds.Deal("100000009"), told);
        Assert.Contains(SalesforceIds.Deal("100000010"), told);
        Assert.Equal((39, 11), (estimate.Deals, estimate.Calls));
        Assert.Equal(40, (await Client.EstimateAsync(Changes, default)).Deals);
    }
}
