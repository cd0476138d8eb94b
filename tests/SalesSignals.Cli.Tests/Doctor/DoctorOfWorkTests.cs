using System.Text.Json.Nodes;
using SalesSignals.Cli.Tests.Support;
using SalesSignals.Directory;
using SalesSignals.Functions.Host;
using SalesSignals.Functions.Standalone;
using SalesSignals.Storage.Memory;

namespace SalesSignals.Cli.Tests.Doctor;

/// <summary>People, queues and timers, over an installation in memory.</summary>
public sealed class DoctorOfWorkTests
{
    private readonly CliRig _rig = new();

    [Fact]
    public async Task A_Team_That_Mail_Can_Reach_Is_Well()
    {
        await PeopleAsync(Manager, Rep);

        var found = await ExamineAsync("people");

        Assert.All(found.Findings, finding => Assert.Equal("well", (string?)finding["verdict"]));
        Assert.Equal(ExitCode.Done, found.Code);
    }

    [Fact]
    public async Task Nobody_On_The_Team_Fails() =>
        (await ExamineAsync("people")).Fails("team", "Nobody is on the team", "salessignals people import FILE");

    [Fact]
    public async Task A_Team_Without_A_Manager_Gets_No_Digest()
    {
        await PeopleAsync(Rep with { ManagerId = null });

        (await ExamineAsync("people")).Fails("team", "so nobody gets a digest", "salessignals people import FILE");
    }

    [Fact]
    public async Task What_People_Lack_Is_Named()
    {
        await PeopleAsync(
            Manager with { Id = "lonely", Email = "lonely@example.com" },
            Rep with { ManagerId = "gone", OwnerKeys = [], TimeZone = "Etc/UTC", Email = "" });

        var found = await ExamineAsync("people");

        found.Warns("managers", "without reports: lonely", "people import");
        found.Warns("owner keys", "reps without an owner key, so without deals: ana", "people import");
        found.Warns("time zones", "without a time zone (UTC is taken): ana", "people import");
        found.Warns("addresses", "without an email address: ana", "people import");
        found.Warns("superiors", "not on the team: ana", "people import");
    }

    [Fact]
    public async Task Owners_Of_Open_Deals_Whom_Nobody_Knows_Are_Named_With_Their_Deals()
    {
        var organisation = await _rig.FillAsync();

        (await ExamineAsync("people")).IsWell("owners");

        await new DirectoryStore(_rig.Tables.Directory).SaveAsync([.. organisation.People.Select(person => person with { OwnerKeys = [] })], default);

        (await ExamineAsync("people")).Warns("owners", "open deals are on nobody's list; their owners are ", "salessignals people sync SOURCE");
    }

    [Fact]
    public async Task Empty_Queues_Are_Well_And_Poison_Is_Not()
    {
        await _rig.Queues.CreateAsync(default);
        var before = await ExamineAsync("queues");
        await _rig.Queues.EmailsPoison.SendAsync("{}", TimeSpan.Zero, default);

        var after = await ExamineAsync("queues");

        Assert.All(before.Findings, finding => Assert.Equal("well", (string?)finding["verdict"]));
        after.Fails("emails-poison", "1 message(s) could not be processed", "salessignals poison list --queue emails");
    }

    [Fact]
    public async Task Messages_That_Nobody_Takes_Are_Told_By_The_Oldest()
    {
        var sentAt = CliRig.Monday.AddMinutes(-30);
        var slow = Over(new MemoryQueue("deliveries", new Stopped(sentAt)), new MemoryQueue("work", new Stopped(CliRig.Monday.AddHours(-2))));
        await slow.Deliveries.SendAsync("{}", TimeSpan.Zero, default);
        await slow.Work.SendAsync("{}", TimeSpan.Zero, default);

        var found = await ExamineAsync(slow, "queues");

        found.Warns("deliveries", "has waited for 30 minutes", "See that the app runs");
        found.Fails("work", "has waited for 120 minutes", "See that the app runs");
    }

    [Fact]
    public async Task Timers_That_The_App_Fires_Itself_Are_Well_While_They_Fire()
    {
        Assert.Equal("unseen", (await ExamineAsync("timers")).Of("timers").Verdict);
        var lease = new TimerLease(_rig.Tables.Cursor, "test", new Stopped(CliRig.Monday));
        await lease.HoldAsync(default);
        var names = FunctionCatalog.Read(AppContext.BaseDirectory).Of<FunctionTrigger.Timer>().Select(timer => timer.Name).ToList();
        await lease.MarkAsync(names.Where(name => name != "SweepOutbox").ToDictionary(name => name, name => name == "ScheduleDigests" ? CliRig.Monday.AddHours(-1) : CliRig.Monday.AddMinutes(-1)), default);

        var found = await ExamineAsync("timers");

        found.IsWell("ScheduleEvaluation");
        found.Fails("ScheduleDigests", "It last fired at 2026-11-16 08:00:00Z. It is overdue.", "See that the app runs");
        found.Warns("SweepOutbox", "It has never fired", "See that the app runs");
    }

    [Fact]
    public async Task Text_Says_The_Same_For_A_Person()
    {
        await PeopleAsync(Manager);

        var (code, output, _) = await _rig.RunAsync("doctor", "--only", "people");

        Assert.Equal(ExitCode.Warnings, code);
        Assert.StartsWith("people\n  ok      team ", output, StringComparison.Ordinal);
        Assert.Contains("  warning managers                1 without reports: max.\n", output, StringComparison.Ordinal);
        Assert.EndsWith("\n0 failure(s), 1 warning(s).\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Unknown_Area_Is_A_Wrong_Command_Line() => Assert.Equal(ExitCode.Usage, (await _rig.RunAsync("doctor", "--only", "weather")).Code);

    private static Person Manager => new() { Id = "max", Name = "Max", Email = "max@example.com", Role = PersonRole.Manager, TimeZone = "Europe/Berlin" };

    private static Person Rep => new() { Id = "ana", Name = "Ana", Email = "ana@example.com", ManagerId = "max", TimeZone = "Europe/London", OwnerKeys = ["crm:7"] };

    private Task PeopleAsync(params Person[] people) => new DirectoryStore(_rig.Tables.Directory).SaveAsync(people, default);

    private Task<Examination> ExamineAsync(string area) => ExamineAsync(_rig.Queues, area);

    private async Task<Examination> ExamineAsync(Storage.Queues queues, string area)
    {
        var (code, output, _) = await _rig.RunOverAsync(queues, "doctor", "--json", "--only", area);
        return new(code, output, [.. JsonNode.Parse(output)!["findings"]!.AsArray().Select(finding => finding!.AsObject())]);
    }

    private static Storage.Queues Over(params MemoryQueue[] given) => Storage.Queues.Open(name => given.FirstOrDefault(queue => queue.Name == name) ?? new MemoryQueue(name));

    private sealed class Stopped(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}
