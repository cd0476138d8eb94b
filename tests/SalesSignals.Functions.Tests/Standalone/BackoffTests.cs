using SalesSignals.Functions.Standalone;

namespace SalesSignals.Functions.Tests.Standalone;

public sealed class BackoffTests
{
    private readonly Backoff _backoff = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30));

    [Fact]
    public void Pauses_Double_Up_To_The_Longest()
    {
        var pauses = Enumerable.Range(0, 11).Select(_ => _backoff.Next(0.5).TotalMilliseconds);

        Assert.Equal([100, 200, 400, 800, 1600, 3200, 6400, 12800, 25600, 30000, 30000], pauses);
    }

    [Theory]
    [InlineData(0, 90)]
    [InlineData(1, 110)]
    public void Processes_Do_Not_Call_Together(double random, double milliseconds)
    {
        Assert.Equal(milliseconds, _backoff.Next(random).TotalMilliseconds, 3);
    }

    [Fact]
    public void Work_Brings_Back_The_Shortest_Pause()
    {
        _backoff.Next(0.5);
        _backoff.Next(0.5);

        _backoff.Reset();

        Assert.Equal(100, _backoff.Next(0.5).TotalMilliseconds);
    }
}
