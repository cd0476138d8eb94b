using SalesSignals.Directory;
using SalesSignals.Storage.Memory;

namespace SalesSignals.Tests.Directory;

public class PreferencesStoreTests
{
    private readonly PreferencesStore _store = new(new MemoryTable());

    [Fact]
    public async Task Who_Has_Chosen_Nothing_Wants_All_Mail()
    {
        var preferences = await _store.ReadAsync("ana", default);

        Assert.All(EmailKinds.All, kind => Assert.True(preferences.Wants(kind)));
        Assert.True(preferences.IsMailDay(DayOfWeek.Sunday));
        Assert.Empty(await _store.ReadAllAsync(default));
    }

    [Fact]
    public async Task What_Is_Chosen_Is_Read_Again()
    {
        await _store.ChangeAsync("a/na", chosen => chosen with { DueAt = new(6, 45), Days = [DayOfWeek.Monday] }, default);
        await _store.ChangeAsync("a/na", chosen => chosen.Without(EmailKinds.RepAlert), default);

        var preferences = (await _store.ReadAllAsync(default))["a/na"];

        Assert.False(preferences.Wants(EmailKinds.RepAlert));
        Assert.True(preferences.Wants(EmailKinds.MorningDigest));
        Assert.Equal(new TimeOnly(6, 45), preferences.DueAt);
        Assert.False(preferences.IsMailDay(DayOfWeek.Tuesday));
    }

    [Fact]
    public async Task Two_Who_Choose_At_Once_Both_Have_Their_Way()
    {
        await Task.WhenAll(EmailKinds.All.Select(kind => _store.ChangeAsync("ana", chosen => chosen.Without(kind), default)));

        Assert.Equal(EmailKinds.All.Order(), (await _store.ReadAsync("ana", default)).Off.ToArray());
    }
}
