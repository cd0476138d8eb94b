using FsCheck;
using FsCheck.Fluent;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Deals;

public class DealMergeTests
{
    [Fact]
    public void Merge_Is_Commutative() => ForAll.Holds(
        (from left in DealHistories.Histories from right in DealHistories.Histories select (left, right)),
        pair => Assert.Equal(
            Canonical(DealMerge.Merge(Fold(pair.left), Fold(pair.right))),
            Canonical(DealMerge.Merge(Fold(pair.right), Fold(pair.left)))));

    [Fact]
    public void Merge_Is_Associative() => ForAll.Holds(
        (from a in DealHistories.Histories from b in DealHistories.Histories from c in DealHistories.Histories select (a, b, c)),
        three => Assert.Equal(
            Canonical(DealMerge.Merge(DealMerge.Merge(Fold(three.a), Fold(three.b)), Fold(three.c))),
            Canonical(DealMerge.Merge(Fold(three.a), DealMerge.Merge(Fold(three.b), Fold(three.c))))));

    [Fact]
    public void Merge_Is_Idempotent() => ForAll.Holds(
        DealHistories.Histories,
        history =>
        {
            var deal = Fold(history);

            Assert.Same(deal, DealMerge.Merge(deal, Fold(history)));
        });

    [Fact]
    public void Any_Order_With_Any_Repeats_Gives_The_Same_Snapshot() => ForAll.Holds(
        (from history in DealHistories.Histories
         from repeats in Gen.SubListOf(history)
         from order in Gen.Shuffle(history.Concat(repeats))
         select (history, order)),
        told => Assert.Equal(Canonical(Fold(told.history)), Canonical(Fold(told.order))));

    [Fact]
    public void Merging_Parts_Gives_What_The_Whole_Gives() => ForAll.Holds(
        (from history in DealHistories.Histories from cut in Gen.Choose(0, history.Length) select (history, cut)),
        parts => Assert.Equal(
            Canonical(Fold(parts.history)),
            Canonical(DealMerge.Merge(Fold(parts.history[..parts.cut]), Fold(parts.history[parts.cut..])))));

    [Fact]
    public void A_Snapshot_Survives_Its_Row() => ForAll.Holds(
        DealHistories.Histories,
        history =>
        {
            var text = Canonical(Fold(history));

            Assert.Equal(text, Canonical(SnapshotText.Read(text)));
        });

    [Fact]
    public void An_Absent_Field_Changes_Nothing_And_Null_Clears()
    {
        var deal = Some.Deal(Some.Noon);

        var renamed = DealMerge.Apply(deal, Some.Changed(Some.Noon.AddHours(1), new() { Name = "Acme new" }));
        var cleared = DealMerge.Apply(renamed, Some.Changed(Some.Noon.AddHours(2), new() { Amount = new(null) }));

        Assert.Equal(12_000, renamed.Amount.Value);
        Assert.Null(cleared.Amount.Value);
        Assert.Equal("Acme new", cleared.Name.Value);
    }

    [Fact]
    public void A_Late_Event_Does_Not_Undo_A_Later_One()
    {
        var deal = Some.Deal(Some.Noon, new() { Stage = "proposal" });

        var late = DealMerge.Apply(deal, Some.Changed(Some.Noon.AddDays(-1), new() { Stage = "qualified" }));

        Assert.Equal("proposal", late.Stage.Value);
        Assert.Equal(["qualified", "discovery", "proposal"], late.Stages.Select(stage => stage.Value));
    }

    [Fact]
    public void An_Activity_That_Was_Cut_Comes_Back_Only_Whole()
    {
        var meeting = Some.Logged(Some.Noon.AddDays(-1), Some.Meeting(Some.Noon, id: "old"));
        var newer = Enumerable.Range(0, DealSnapshot.ActivityCapacity).Select(i => Some.Logged(Some.Noon.AddMinutes(i), Some.Note(Some.Noon, $"n{i}")));

        var cut = Some.DealFrom([meeting, .. newer]);
        var retold = DealMerge.Apply(cut, Some.Logged(Some.Noon.AddDays(1), Some.Meeting(Some.Noon, ActivityStatus.Cancelled, "old")));

        Assert.DoesNotContain(cut.Activities, activity => activity.Id == "old");
        Assert.Equal(DealSnapshot.ActivityCapacity, cut.Activities.Length);
        Assert.Equal(ActivityStatus.Cancelled, retold.Activities.Single(activity => activity.Id == "old").Facts!.Status);
    }

    [Fact]
    public void A_Merge_Of_A_Deal_Into_Itself_Is_No_Merge()
    {
        var deal = DealMerge.Apply(Some.Deal(Some.Noon), new CanonicalEvent.DealMerged { Id = "m", OccurredAt = Some.Noon, DealId = "42", IntoDealId = "42" });

        Assert.False(deal.IsAlias);
    }

    private static DealSnapshot Fold(IEnumerable<CanonicalEvent> events) => Some.DealFrom(events);

    private static string Canonical(DealSnapshot deal) => SnapshotText.Write(deal);
}
