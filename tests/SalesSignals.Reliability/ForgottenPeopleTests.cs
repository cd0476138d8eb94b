using System.Text;
using SalesSignals.Cli;
using SalesSignals.Cli.Demo;
using SalesSignals.Directory;
using SalesSignals.Reliability.Support;
using SalesSignals.Storage;
using Xunit.Abstractions;

namespace SalesSignals.Reliability;

/// <summary>
/// Whoever is forgotten is gone from all of storage, whatever the app has made of them before: over real tables and queues, filled by the app
/// itself. What stays is what docs/operate.md names.
/// </summary>
public class ForgottenPeopleTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private static readonly Person[] Team =
    [
        new() { Id = "p-17", Name = "Marta Markermanager", Email = "marta.marker@larkfield.example", Role = PersonRole.Manager, QuarterlyQuota = 100_000, QuotaCurrency = "EUR" },
        new() { Id = "p-18", Name = "Rolf Markerrep", Email = "rolf.marker@larkfield.example", ManagerId = "p-17", OwnerKeys = ["crm:31"] },
    ];

    private int _told;

    [Fact]
    public async Task Nothing_Of_A_Contact_Or_A_Person_Is_Left_Where_The_Manual_Does_Not_Say_So()
    {
        await using var rig = await AppRig.StartAsync(Morning.AddSeconds(30), Team);
        await FillAsync(rig);
        AssertKnown(await StoredTexts.ReadAsync(rig.Tables, rig.Queues));

        var sent = new List<string>();
        Assert.Equal(0, await RunAsync(rig, sent, "forget", "contact", "crm", "Berta.Marker@customer.example", "--yes"));

        AssertForgotten(await StoredTexts.ReadAsync(rig.Tables, rig.Queues));
        Assert.NotEmpty(sent);
        AssertNoContact(sent.Select(text => ("queued", text)));

        // What was said of her before and comes late, and a second round, bring nobody back.
        await PostAsync(rig, Contact("1", "2026-11-02T09:00:00Z"), Contact("2", "2026-11-02T09:00:00Z"));
        await rig.Queues.Deliveries.SendAsync(sent[0], TimeSpan.Zero, CancellationToken.None);
        await UntilIdleAsync(rig, sent.Count);
        await rig.FireAsync("ScheduleEvaluation");
        await UntilIdleAsync(rig, sent.Count);
        AssertForgotten(await StoredTexts.ReadAsync(rig.Tables, rig.Queues));

        Assert.Equal(0, await RunAsync(rig, sent, "forget", "person", "rolf.marker@larkfield.example", "--yes"));
        Assert.Equal(0, await RunAsync(rig, sent, "forget", "person", "p-17", "--yes"));

        var left = await StoredTexts.ReadAsync(rig.Tables, rig.Queues);
        Assert.Empty(Found(left, "Markermanager", "Markerrep", "marta.marker", "rolf.marker"));

        // Their ids say nothing, and stay only where they have parked or judged something.
        Assert.All(Found(left, "p-17", "p-18"), place => Assert.StartsWith("Deals ", place, StringComparison.Ordinal));
    }

    /// <summary>Two deals of hers, in trouble; a delivery too large for a queue; alerts and digests that name her; a webhook in poison; and free text that does.</summary>
    private async Task FillAsync(AppRig rig)
    {
        string[] deals =
        [
            Deal("1", "Northwind rollout"), Deal("2", "Southgate pilot"), Deal("3", "Markerbuyer & Sons"),
            Contact("1", "2026-11-02T09:00:00Z"), Contact("2", "2026-11-03T09:00:00Z"),
            .. Enumerable.Range(1, 4).Select(week => Meeting("1", week)),
            Note("1", "Berta Markerbuyer wants two plants. Next step: Berta Markerbuyer sends plans by Friday."),
            Note("2", Large()),
            """{"type":"contact.associated","id":"broken","occurredAt":"never","contact":{"id":"8","dealId":"1","name":"Berta Markerbuyer"} }""",
        ];
        await PostAsync(rig, deals);
        await rig.DrainAsync();
        await rig.FireAsync("ScheduleEvaluation");
        await rig.DrainAsync();
        Assert.Equal(0, await RunAsync(rig, [], "park", "crm:3", "--until", "2026-12-01", "--reason", "Berta Markerbuyer is away"));
        await rig.FireAsync("ScheduleDigests");
        await rig.DrainAsync();
        Assert.True(rig.Mail.Caught.Count >= 2, $"{rig.Mail.Caught.Count} emails");
    }

    /// <summary>The experiment is one only if she was everywhere that she can be.</summary>
    private void AssertKnown(IReadOnlyList<(string Place, string Text)> stored)
    {
        var places = Found(stored, "Markerbuyer", "berta.marker");
        output.WriteLine("known: " + string.Join("; ", places));
        foreach (var place in (string[])["deal|crm:1", "deal|crm:2", "event|crm:1", "signal|crm:1", "Board crm:31 crm:1", "deliveries-poison"])
        {
            Assert.Contains(places, found => found.Contains(place, StringComparison.Ordinal));
        }

        var people = Found(stored, "p-17", "p-18", "Markermanager", "Markerrep");
        foreach (var table in (string[])["Directory", "Outbox", "Cursor"])
        {
            Assert.Contains(people, found => found.StartsWith(table, StringComparison.Ordinal));
        }
    }

    private void AssertForgotten(IReadOnlyList<(string Place, string Text)> stored)
    {
        var places = Found(stored, "Markerbuyer", "berta.marker");
        output.WriteLine("left: " + string.Join("; ", places));

        // Poison, and the deal that is named after her and parked for a reason that names her: docs/operate.md, "What neither reaches".
        Assert.All(places, place => Assert.True(IsNamedByTheManual(place), place));
        AssertNoContact(stored.Where(one => !IsNamedByTheManual(one.Place)));
        Assert.Empty(Found([.. stored.Where(one => one.Place != "deliveries-poison")], "berta.marker"));
    }

    private static bool IsNamedByTheManual(string place) =>
        place == "deliveries-poison" || place.Contains("crm:3", StringComparison.Ordinal);

    private static void AssertNoContact(IEnumerable<(string Place, string Text)> texts) => Assert.Empty(Found([.. texts], "Markerbuyer", "berta.marker"));

    private static List<string> Found(IReadOnlyList<(string Place, string Text)> stored, params string[] markers) =>
    [
        .. stored.Where(one => markers.Any(marker => $"{one.Place}\n{one.Text}".Contains(marker, StringComparison.OrdinalIgnoreCase))).Select(one => one.Place),
    ];

    private async Task PostAsync(AppRig rig, params IEnumerable<string> bodies)
    {
        using var http = new HttpClient();
        var poster = new WebhookPoster(http, rig.Address, AppRig.Sources, rig.Clock);
        List<FeedRequest> requests = [.. bodies.Select(body => new FeedRequest("crm", $"msg_{++_told}", Encoding.UTF8.GetBytes(body)))];
        Assert.Equal(requests.Count, await poster.PostAsync(requests, _ => { }, CancellationToken.None));
    }

    /// <summary>The second round waits on the queue for an hour; all else is done when only that is left.</summary>
    private static async Task UntilIdleAsync(AppRig rig, int waiting)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
        while (await rig.Queues.Deliveries.CountAsync(limit.Token) > waiting || await rig.Queues.Work.CountAsync(limit.Token) > 0)
        {
            await tick.WaitForNextTickAsync(limit.Token);
        }
    }

    private async Task<int> RunAsync(AppRig rig, List<string> queued, params string[] args)
    {
        using StringWriter told = new();
        var queues = Queues.Open(name => new HeardQueue(rig.Queues.All.Single(queue => queue.Name == name), queued));
        var context = new CommandContext(TextReader.Null, told, told, rig.Clock, () => new Installation(rig.Tables, queues, [.. AppRig.Sources.Select(source => new StandIns.Listener(source).Source)]));
        var code = await CommandLine.RunAsync(args, context);
        output.WriteLine($"{string.Join(' ', args)}: {told}");
        return code;
    }

    private static string Deal(string id, string name) => $$"""
        {"type":"deal.changed","id":"d{{id}}","occurredAt":"2026-11-01T09:00:00Z","deal":{"id":"{{id}}","name":"{{name}}","pipeline":"default","stage":"negotiation","ownerId":"31","amount":60000,"currency":"EUR","closeDate":"2026-11-10","createdAt":"2026-09-01T09:00:00Z"} }
        """;

    private static string Contact(string deal, string at) => $$"""
        {"type":"contact.associated","id":"c{{deal}}","occurredAt":"{{at}}","contact":{"id":"8","dealId":"{{deal}}","name":"Berta Markerbuyer","email":"berta.marker@customer.example","role":"champion"} }
        """;

    /// <summary>Once a week, and then no more: a champion who has fallen silent.</summary>
    private static string Meeting(string deal, int week) => $$"""
        {"type":"activity.logged","id":"m{{week}}","occurredAt":"2026-09-{{(week * 7):D2}}T10:00:00Z","activity":{"id":"m{{week}}","dealId":"{{deal}}","kind":"meeting","status":"held","startsAt":"2026-09-{{(week * 7):D2}}T09:00:00Z","endsAt":"2026-09-{{(week * 7):D2}}T10:00:00Z","contactIds":["8"]} }
        """;

    private static string Note(string deal, string text) => $$"""
        {"type":"activity.logged","id":"n{{deal}}","occurredAt":"2026-11-05T09:00:00Z","activity":{"id":"n{{deal}}","dealId":"{{deal}}","kind":"note","startsAt":"2026-11-05T09:00:00Z","contactIds":["8"],"text":"{{text}}"} }
        """;

    /// <summary>Too large for a queue message even when it is compressed: it goes by the Deliveries table.</summary>
    private static string Large()
    {
        var random = new Random(5);
        return "Berta Markerbuyer " + string.Concat(Enumerable.Range(0, 12_000).Select(_ => $"{random.Next():x} "));
    }

    /// <summary>A queue of the installation, with an ear for what a command puts on it: what waits there is hidden for an hour.</summary>
    private sealed class HeardQueue(IQueue queue, List<string> heard) : IQueue
    {
        public string Name => queue.Name;

        public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => queue.CreateIfNotExistsAsync(cancellationToken);

        public Task SendAsync(string text, TimeSpan visibleAfter, CancellationToken cancellationToken)
        {
            heard.Add(text);
            return queue.SendAsync(text, visibleAfter, cancellationToken);
        }

        public Task<IReadOnlyList<QueuedMessage>> ReceiveAsync(int count, TimeSpan visibility, CancellationToken cancellationToken) => queue.ReceiveAsync(count, visibility, cancellationToken);

        public Task<IReadOnlyList<QueuedMessage>> PeekAsync(int count, CancellationToken cancellationToken) => queue.PeekAsync(count, cancellationToken);

        public Task<bool> DeleteAsync(QueuedMessage message, CancellationToken cancellationToken) => queue.DeleteAsync(message, cancellationToken);

        public Task<QueuedMessage?> HideAsync(QueuedMessage message, TimeSpan visibility, CancellationToken cancellationToken) => queue.HideAsync(message, visibility, cancellationToken);

        public Task<int> CountAsync(CancellationToken cancellationToken) => queue.CountAsync(cancellationToken);
    }
}
