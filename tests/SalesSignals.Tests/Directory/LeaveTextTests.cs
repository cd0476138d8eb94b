using SalesSignals.Directory;

namespace SalesSignals.Tests.Directory;

public class LeaveTextTests
{
    [Fact]
    public void Days_And_Spans_Are_Read_In_Any_Order_And_Written_In_Theirs()
    {
        var (leave, unreadable) = LeaveText.Read(" 2027-02-15 ; 2026-12-21..2027-01-03;2027-02-15..2027-02-15;");

        Assert.Empty(unreadable);
        Assert.Equal([new Leave(new(2026, 12, 21), new(2027, 1, 3)), new Leave(new(2027, 2, 15), new(2027, 2, 15))], leave.ToArray());
        Assert.Equal("2026-12-21..2027-01-03;2027-02-15", LeaveText.Write(leave));
    }

    [Theory]
    [InlineData("next week")]
    [InlineData("2026-02-30")]
    [InlineData("2027-01-03..2026-12-21")]
    [InlineData("2026-12-21..")]
    [InlineData("2026-12-21..2026-12-22..2026-12-23")]
    public void What_Is_No_Span_Is_Named_And_The_Rest_Is_Read(string part)
    {
        var (leave, unreadable) = LeaveText.Read($"2026-11-16;{part}");

        Assert.Single(leave);
        Assert.Equal(part, Assert.Single(unreadable));
    }
}
