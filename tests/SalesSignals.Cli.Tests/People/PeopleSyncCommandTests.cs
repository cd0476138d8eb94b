using System.Text.Json;
using SalesSignals.Cli.Tests.Support;
using SalesSignals.Directory;
using SalesSignals.Events;

namespace SalesSignals.Cli.Tests.People;

public sealed class PeopleSyncCommandTests
{
    private readonly ScriptedUsers _crm = new();
    private readonly CliRig _rig;

    public PeopleSyncCommandTests() => _rig = new() { Client = _crm };

    [Fact]
    public async Task Users_Of_The_Crm_Come_To_The_Team_And_The_Second_Time_There_Is_Nothing_To_Do()
    {
        _crm.Users = [new("7", "Tom Ashdown", "tom@example.com") { Team = "Islands" }, new("8", "Left", "left@example.com") { IsActive = false }];

        var first = await _rig.RunAsync("people", "sync", "crm");
        var second = await _rig.RunAsync("people", "sync", "CRM");

        Assert.Equal(
            (0, """
            added        tom: Tom Ashdown, tom@example.com, crm:7
            left out     crm:8: switched off
            1 added, 0 changed, 0 deactivated, 0 unchanged, 1 left out, 0 conflicts.

            """, ""),
            first);
        Assert.Equal("left out     crm:8: switched off\n0 added, 0 changed, 0 deactivated, 1 unchanged, 1 left out, 0 conflicts.\n", second.Out);
        Assert.Equal("Islands", (await TeamAsync()).ById("tom")!.Team);
    }

    [Fact]
    public async Task A_Dry_Run_Says_The_Same_And_Writes_Nothing()
    {
        _crm.Users = [new("7", "Tom", "tom@example.com")];

        var (code, output, _) = await _rig.RunAsync("people", "sync", "crm", "--dry-run");

        Assert.Equal((0, "added        tom: Tom, tom@example.com, crm:7\n1 added, 0 changed, 0 deactivated, 0 unchanged, 0 left out, 0 conflicts; nothing was written (--dry-run).\n"), (code, output));
        Assert.Empty((await TeamAsync()).People);
    }

    [Fact]
    public async Task Who_Has_Left_Is_Deactivated_And_Changes_Are_Named()
    {
        await new DirectoryStore(_rig.Tables.Directory).SaveAsync(
            [Person("ana", "crm:1"), Person("ben", "crm:2")], default);
        _crm.Users = [new("1", "Ana", "ana@example.com") { IsActive = false }, new("5", "Ben", "ben@example.com")];

        var (_, output, _) = await _rig.RunAsync("people", "sync", "crm");

        Assert.Equal("changed      ben: owner key crm:5\ndeactivated  ana: crm:1 is switched off\n0 added, 1 changed, 1 deactivated, 0 unchanged, 0 left out, 0 conflicts.\n", output);
        Assert.False((await TeamAsync()).ById("ana")!.IsActive);
    }

    [Fact]
    public async Task As_Json_Every_List_Is_There()
    {
        await new DirectoryStore(_rig.Tables.Directory).SaveAsync([Person("ben", "crm:2")], default);
        _crm.Users = [new("2", "Ben", null), new("7", "Tom", "tom@example.com"), new("9", "Bot", null)];

        var (_, output, _) = await _rig.RunAsync("people", "sync", "crm", "--json");

        var plan = JsonDocument.Parse(output).RootElement;
        Assert.Equal("tom", plan.GetProperty("added")[0].GetProperty("id").GetString());
        Assert.Equal("crm:7", plan.GetProperty("added")[0].GetProperty("ownerKeys")[0].GetString());
        Assert.Equal("ben", plan.GetProperty("unchanged")[0].GetString());
        Assert.Equal("crm:9", plan.GetProperty("leftOut")[0].GetString());
        Assert.False(plan.GetProperty("dryRun").GetBoolean());
        Assert.Equal((0, 0, 0), (plan.GetProperty("changed").GetArrayLength(), plan.GetProperty("deactivated").GetArrayLength(), plan.GetProperty("conflicts").GetArrayLength()));
    }

    [Fact]
    public async Task A_Conflict_Is_An_Error_And_The_Others_Are_Written()
    {
        await new DirectoryStore(_rig.Tables.Directory).SaveAsync([Person("ana", "crm:1"), Person("ben", "crm:1")], default);
        _crm.Users = [new("1", "Who", "who@example.com"), new("7", "Tom", "tom@example.com")];

        var (code, _, error) = await _rig.RunAsync("people", "sync", "crm");

        Assert.Equal(1, code);
        Assert.StartsWith("crm:1 is claimed by 'ana' and 'ben'", error, StringComparison.Ordinal);
        Assert.NotNull((await TeamAsync()).ById("tom"));
    }

    [Theory]
    [InlineData("hubspot", "The API of 'hubspot' cannot be read: it has no access token. Set Sources__hubspot__AccessToken, or what docs/connect says for test.\n")]
    [InlineData("pipedrive", "No source 'pipedrive' is configured here; known are crm, hubspot.\n")]
    public async Task A_Source_That_Cannot_Be_Asked_Says_What_To_Do(string source, string expected)
    {
        var (code, output, error) = await _rig.RunAsync("people", "sync", source);

        Assert.Equal((1, "", expected), (code, output, error));
    }

    [Fact]
    public async Task A_Crm_That_Is_Away_Is_No_Reason_To_Think_That_Everybody_Has_Left()
    {
        await new DirectoryStore(_rig.Tables.Directory).SaveAsync([Person("ana", "crm:1")], default);
        _crm.Away = "The token was not accepted.";

        var (code, _, error) = await _rig.RunAsync("people", "sync", "crm");

        Assert.Equal((1, "The users of 'crm' cannot be read now: The token was not accepted.\n"), (code, error));
        Assert.True((await TeamAsync()).ById("ana")!.IsActive);
    }

    private Task<PeopleDirectory> TeamAsync() => new DirectoryStore(_rig.Tables.Directory).ReadAsync(default);

    private static Person Person(string id, string owner) => new() { Id = id, Name = id, Email = $"{id}@example.com", OwnerKeys = [owner] };

    private sealed class ScriptedUsers : ICrmClient
    {
        public IReadOnlyList<CrmUser> Users { get; set; } = [];

        public string? Away { get; set; }

        public Task<IReadOnlyList<CrmUser>> ReadUsersAsync(CancellationToken cancellationToken) =>
            Away is null ? Task.FromResult(Users) : throw new CrmUnavailableException(TimeSpan.Zero, Away);

        public Task<IReadOnlyList<CanonicalEvent>> HydrateAsync(IReadOnlyList<CrmObject> wanted, CancellationToken cancellationToken) => throw Unasked();

        public IReadOnlyList<string> PartsOf(CrmWalk walk) => throw Unasked();

        public Task<CrmPage> ReadAsync(CrmWalk walk, string part, string? after, CancellationToken cancellationToken) => throw Unasked();

        public Task<CrmEstimate> EstimateAsync(CrmWalk walk, CancellationToken cancellationToken) => throw Unasked();

        private static InvalidOperationException Unasked() => new("Only users are asked for.");
    }
}
