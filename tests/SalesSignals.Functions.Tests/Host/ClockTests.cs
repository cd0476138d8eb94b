using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using SalesSignals.Functions.Host;

namespace SalesSignals.Functions.Tests.Host;

public sealed class ClockTests
{
    [Fact]
    public void In_Development_The_Clock_Starts_Where_It_Is_Told_And_Runs_On()
    {
        var clock = Clock.Read(Setting("2026-11-20T07:30:00+01:00"), new Environment("Development"));
        var start = new DateTimeOffset(2026, 11, 20, 6, 30, 0, TimeSpan.Zero);

        var first = clock.GetUtcNow();
        SpinWait.SpinUntil(() => clock.GetUtcNow() > first, TimeSpan.FromSeconds(5));

        Assert.InRange(first, start, start.AddMinutes(1));
        Assert.Equal(TimeSpan.Zero, first.Offset);
        Assert.InRange(clock.GetUtcNow(), first.AddTicks(1), start.AddMinutes(1));
    }

    [Fact]
    public void Anywhere_Else_A_Set_Clock_Is_Refused()
    {
        var problem = Assert.Throws<StartException>(() => Clock.Read(Setting("2026-11-20T07:30:00Z"), new Environment("Production")));

        Assert.Contains("SALESSIGNALS_NOW", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_Is_No_Time_Is_Told()
    {
        Assert.Throws<StartException>(() => Clock.Read(Setting("yesterday"), new Environment("Development")));
    }

    [Fact]
    public void Without_The_Setting_The_Clock_Is_The_Machines()
    {
        Assert.Same(TimeProvider.System, Clock.Read(Setting(""), new Environment("Production")));
    }

    private static IConfiguration Setting(string now) =>
        new ConfigurationBuilder().AddInMemoryCollection([new("SALESSIGNALS_NOW", now)]).Build();

    private sealed class Environment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
