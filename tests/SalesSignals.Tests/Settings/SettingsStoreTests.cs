using SalesSignals.Settings;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Settings;

public class SettingsStoreTests
{
    private readonly MemoryTable _table = new();

    [Fact]
    public async Task The_Newest_Settings_Hold_And_The_Older_Are_Kept()
    {
        var store = new SettingsStore(_table);

        await store.ApplyAsync(Quiet(5), Some.Noon, default);
        var version = await store.ApplyAsync(Quiet(7), Some.Noon, default);

        var held = await store.ReadAsync(default);
        Assert.Equal((2, 2, 7), (version, held.Version, held.Settings.Rules.StalledDeal.AllowedQuietDays));
        Assert.Null(held.Problem);
        Assert.NotNull(await _table.GetAsync("settings", "version|00000001", default));
    }

    [Fact]
    public async Task Settings_That_This_Version_Cannot_Read_Give_Way_To_The_Newest_That_It_Can()
    {
        var store = new SettingsStore(_table);
        await store.ApplyAsync(Quiet(5), Some.Noon, default);
        foreach (var key in new[] { "current", "version|00000002" })
        {
            await _table.WriteAsync(
                new TableWrite.Upsert(new("settings", key) { ["Version"] = 2, ["Document"] = """{"rules":{"fromTheFuture":{}}}""" }), default);
        }

        var held = await store.ReadAsync(default);

        Assert.Equal((1, 5), (held.Version, held.Settings.Rules.StalledDeal.AllowedQuietDays));
        Assert.Contains("fromTheFuture", held.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_Any_The_Defaults_Hold()
    {
        Assert.Equal(new(SalesSettings.Default, 0), await new SettingsStore(_table).ReadAsync(default));
    }

    private static SalesSettings Quiet(int days) => new() { Rules = new() { StalledDeal = new() { AllowedQuietDays = days } } };
}
