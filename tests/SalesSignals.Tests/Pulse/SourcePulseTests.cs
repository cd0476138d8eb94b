using SalesSignals.Pulse;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Pulse;

public sealed class SourcePulseTests
{
    private static readonly DateTimeOffset Noon = Some.Noon;

    private readonly SourcePulse _pulse = new();

    [Fact]
    public void What_A_Source_Does_In_An_Hour_Is_One_Count()
    {
        _pulse.Accepted("crm", Noon.AddMinutes(1));
        _pulse.Accepted("crm", Noon.AddMinutes(59));
        _pulse.Refused("crm", "TooOld", Noon.AddMinutes(2));
        _pulse.Refused("crm", "TooOld", Noon.AddMinutes(3));
        _pulse.Refused("crm", "Malformed", Noon.AddMinutes(4));
        _pulse.Applied("crm", 3, Noon, Noon.AddMinutes(1), Noon.AddMinutes(1).AddSeconds(2));
        _pulse.Applied("crm", 0, null, Noon.AddMinutes(5), Noon.AddMinutes(5).AddSeconds(1));

        var (source, hour) = Assert.Single(_pulse.Changed());
        Assert.Equal(("crm", Noon, 2, 3), (source, hour.StartsAt, hour.Deliveries, hour.Events));
        Assert.Equal([new("Malformed", 1), new("TooOld", 2)], hour.Refused);
        Assert.Equal((Noon.AddMinutes(59), Noon), (hour.LastDeliveryAt, hour.LastEventAt));
        Assert.Equal((TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1)), (hour.LongestProcessing, hour.LongestDelay));
    }

    [Fact]
    public void Each_Source_And_Each_Hour_Is_Counted_For_Itself()
    {
        _pulse.Accepted("crm", Noon.AddTicks(-1));
        _pulse.Accepted("crm", Noon);
        _pulse.Accepted("other", Noon);

        Assert.Equal(
            [("crm", Noon.AddHours(-1)), ("crm", Noon), ("other", Noon)],
            _pulse.Changed().Select(changed => (changed.Source, changed.Hour.StartsAt)));
    }

    [Fact]
    public void A_Clock_That_Is_Wrong_Neither_Looks_Alive_For_Ever_Nor_Counts_As_Lag()
    {
        _pulse.Applied("crm", 1, Noon.AddYears(70), Noon, Noon.AddSeconds(-1));

        var hour = Assert.Single(_pulse.Changed()).Hour;
        Assert.Equal(Noon.AddSeconds(-1), hour.LastEventAt);
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), (hour.LongestProcessing, hour.LongestDelay));
    }

    [Fact]
    public void What_Is_Kept_Is_Done_With_Unless_It_Has_Moved_On()
    {
        _pulse.Accepted("crm", Noon);
        _pulse.Accepted("other", Noon);
        var kept = _pulse.Changed();
        _pulse.Accepted("crm", Noon.AddMinutes(1));

        foreach (var (source, hour) in kept)
        {
            _pulse.Kept(source, hour, Noon);
        }

        var changed = Assert.Single(_pulse.Changed());
        Assert.Equal(("crm", 2), (changed.Source, changed.Hour.Deliveries));
    }

    [Fact]
    public void An_Hour_That_Was_Kept_Goes_On_From_There()
    {
        _pulse.Accepted("crm", Noon);
        _pulse.Kept("crm", _pulse.Changed()[0].Hour, Noon);

        _pulse.Accepted("crm", Noon.AddMinutes(30));

        Assert.Equal(2, Assert.Single(_pulse.Changed()).Hour.Deliveries);
    }

    [Fact]
    public void What_Was_Never_Kept_Is_Never_Forgotten()
    {
        _pulse.Accepted("crm", Noon);
        _pulse.Accepted("other", Noon.AddDays(1));

        _pulse.Kept("other", _pulse.Changed()[1].Hour, Noon.AddDays(1));

        Assert.Equal("crm", Assert.Single(_pulse.Changed()).Source);
    }

    [Fact]
    public async Task Nothing_Is_Lost_When_Many_Count_At_Once()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                _pulse.Accepted("crm", Noon);
            }
        })));

        Assert.Equal(8000, Assert.Single(_pulse.Changed()).Hour.Deliveries);
    }
}
