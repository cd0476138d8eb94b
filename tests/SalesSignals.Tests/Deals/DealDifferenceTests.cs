using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Deals;

public sealed class DealDifferenceTests
{
    private static readonly DateTimeOffset At = Some.Noon.AddHours(-2);

    private static readonly CanonicalEvent[] Known =
    [
        Some.Changed(Some.Noon.AddDays(-3), new() { Name = "Acme", Stage = "discovery", Amount = 10m, OwnerId = "7", CloseOn = new DateOnly(2026, 12, 1) }),
        Some.Logged(Some.Noon.AddDays(-3), Some.Meeting(Some.Noon.AddDays(-3))),
        new CanonicalEvent.ContactAssociated { Id = "c", OccurredAt = Some.Noon.AddDays(-3), DealId = "42", Contact = new() { Id = "c1", Name = "Berta" } },
    ];

    [Fact]
    public void The_Same_In_Other_Words_And_Later_Is_No_Difference() => Assert.Equal(
        DealDifference.None,
        Told(
            Some.Changed(At, new() { Name = "Acme", Stage = "discovery", Amount = 10.00m, OwnerId = "7", CreatedAt = At.AddDays(-9), Url = "https://crm.example/42" }, "api"),
            Some.Logged(At, Some.Meeting(Some.Noon.AddDays(-3)), "api"),
            new CanonicalEvent.ContactAssociated { Id = "api", OccurredAt = At, DealId = "42", Contact = new() { Id = "c1", Name = "Berta" } }));

    [Fact]
    public void Fields_That_Say_Something_Else_Count_One_Each() => Assert.Equal(
        new DealDifference(0, 3, 0, 0, 0),
        Told(Some.Changed(At, new() { Name = "Acme 2", Amount = (decimal?)null, ForecastCategory = "commit" })));

    [Fact]
    public void A_Move_That_Was_Missed_Between_Two_That_Were_Not_Counts() => Assert.Equal(
        new DealDifference(0, 2, 0, 0, 0),
        Told(Some.Changed(At, new() { Stage = "proposal" }, "1"), Some.Changed(At.AddMinutes(1), new() { Stage = "negotiation" }, "2")));

    [Fact]
    public void A_Past_That_Becomes_Known_Does_Not_Count() => Assert.Equal(
        DealDifference.None,
        Told(Some.Changed(Some.Noon.AddDays(-9), new() { Stage = "qualified", Amount = 9m }), Some.Logged(Some.Noon.AddDays(-9), Some.Note(Some.Noon.AddDays(-9)))));

    [Theory]
    [InlineData("won")]
    [InlineData("lost")]
    public void A_Stage_That_Ends_A_Deal_Is_Its_End_And_No_Field(string stage) =>
        Assert.Equal(new DealDifference(0, 0, 1, 0, 0), Told(Some.Changed(At, new() { Stage = stage })));

    [Fact]
    public void A_Deletion_Is_An_End() =>
        Assert.Equal(new DealDifference(0, 0, 1, 0, 0), Told(new CanonicalEvent.DealDeleted { Id = "x", OccurredAt = At, DealId = "42" }));

    [Fact]
    public void An_Activity_That_Was_Changed_Removed_Or_New_Counts() => Assert.Equal(
        new DealDifference(0, 0, 0, 2, 1),
        Told(
            Some.Logged(At, Some.Meeting(Some.Noon.AddDays(-3), ActivityStatus.Cancelled)),
            Some.Logged(At, Some.Note(At)),
            new CanonicalEvent.ActivityRemoved { Id = "x", OccurredAt = At, DealId = "42", ActivityId = "never told" },
            new CanonicalEvent.ContactRemoved { Id = "x", OccurredAt = At, DealId = "42", ContactId = "c1" }));

    [Fact]
    public void What_Was_Said_After_The_Window_Does_Not_Count() => Assert.Equal(
        DealDifference.None,
        Told(Some.Changed(Some.Noon, new() { Stage = "won", Amount = 99m }), Some.Logged(Some.Noon, Some.Note(Some.Noon))));

    [Fact]
    public void An_Unknown_Deal_Is_One_Difference_Whatever_Is_Known_Of_It() => Assert.Equal(
        new DealDifference(1, 0, 0, 0, 0),
        DealDifference.Between(DealSnapshot.Empty(Some.Key), Some.DealFrom(Known), Some.Stages, At, Some.Noon));

    private static DealDifference Told(params CanonicalEvent[] more) => DealDifference.Between(
        Some.DealFrom(Known), more.Aggregate(Some.DealFrom(Known), DealMerge.Apply), Some.Stages, Some.Noon.AddDays(-1), Some.Noon);
}
