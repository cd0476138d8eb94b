using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SalesSignals.Board;
using SalesSignals.Deals;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Functions.Tests.Host;
using SalesSignals.Functions.Work;
using SalesSignals.Links;
using SalesSignals.Outbox;
using SalesSignals.Signals;
using SalesSignals.Storage;

namespace SalesSignals.Functions.Tests.Pages;

/// <summary>
/// The app with a sales team and their deals, asked as links in emails ask it, and its mail caught before it leaves. It runs as under the
/// Functions host, so that nothing but the test takes messages from queues.
/// </summary>
internal sealed class LinkApp : IAsyncDisposable
{
    public const string Base = "https://signals.example";

    public const string Key = "a key of at least thirty-two characters";

    /// <summary>The deals of Ana, Ben and Oda: each closed on paper days ago, and met without a note.</summary>
    public static readonly DealKey AnasDeal = new("crm", "1");
    public static readonly DealKey BensDeal = new("crm", "2");
    public static readonly DealKey OdasDeal = new("crm", "3");

    private readonly CaughtMail _mail;

    private LinkApp(RunningApp app, CaughtMail mail) => (App, _mail) = (app, mail);

    public RunningApp App { get; }

    public ManualTimeProvider Clock => App.Clock;

    public PreferencesStore Preferences => new(App.Tables.Directory);

    public static async Task<LinkApp> StartAsync(params string[] args)
    {
        var mail = new CaughtMail();
        var app = await RunningApp.UnderHostAsync(
            (_, services) => services.AddSingleton<IEmailSender>(mail),
            [$"--Links:SigningKeys:0={Key}", $"--Links:PublicBaseAddress={Base}", "--SendGrid:ApiKey=SG.none", "--SendGrid:From:Email=signals@larkfield.example", .. args]);
        await app.Tables.CreateAsync(default);
        var link = new LinkApp(app, mail);
        await link.SaveAsync(
            BoardApp.Cleo, BoardApp.Mia with { TimeZone = "Europe/London" }, BoardApp.Ana, BoardApp.Ben, BoardApp.Nils, BoardApp.Oda with { TimeZone = "Pacific/Auckland" });
        await link.TellAsync(AnasDeal, "7", "Harbour Logistics rollout");
        await link.TellAsync(BensDeal, "8", "Lindqvist renewal");
        await link.TellAsync(OdasDeal, "9", "Okonjo Foods");
        return link;
    }

    public Task SaveAsync(params Person[] people) => new DirectoryStore(App.Tables.Directory).SaveAsync(people, default);

    public string Action(LinkPurpose purpose, Person person, DealKey? deal, string? topic = null, TimeSpan? life = null, string key = Key) =>
        $"/api/actions/{Token(purpose, person, deal, topic, life, key)}";

    public string Choices(LinkPurpose purpose, Person person, string? topic = null, TimeSpan? life = null) =>
        $"/api/preferences/{Token(purpose, person, null, topic, life, Key)}";

    public string Token(LinkPurpose purpose, Person person, DealKey? deal, string? topic, TimeSpan? life, string key) =>
        new LinkSigner([key]).Seal(new(purpose, person.Id, deal?.ToString(), topic, Clock.GetUtcNow() + (life ?? TimeSpan.FromHours(1))));

    public async Task<(int Status, string Page)> GetAsync(string address, string method = "GET")
    {
        using var answer = await App.Client.SendAsync(new(new(method), address));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public Task<(int Status, string Page)> PostAsync(string address, params (string Name, string Value)[] fields) =>
        PostAsync(address, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public async Task<(int Status, string Page)> PostAsync(string address, HttpContent content)
    {
        using var answer = await App.Client.PostAsync(address, content);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Null(answer.Headers.Location);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public static HttpContent Body(string text, string contentType) =>
        new ByteArrayContent(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } };

    public Task<WatchedDeal?> DealAsync(DealKey key) => new DealStore(App.Tables.Deals).ReadAsync(key, default);

    public async Task ApplyAsync(DealKey key, CanonicalEvent happened)
    {
        var moment = await App.Services.GetRequiredService<DealAssessors>().CurrentAsync(default);
        await App.Services.GetRequiredService<DealDesk>().ApplyAsync(key, [happened], moment.Assessor, default);
    }

    /// <summary>Every row of every table, as it is stored, but for what the timers keep for themselves.</summary>
    public async Task<string> StoredAsync()
    {
        var all = new StringBuilder();
        var tables = App.Tables;
        foreach (var table in new[] { tables.Deals, tables.Board, tables.Directory, tables.Outbox, tables.Settings, tables.Deliveries })
        {
            await foreach (var page in table.QueryAsync(new TableQuery(), default))
            {
                foreach (var row in page)
                {
                    all.AppendLine(FormattableString.Invariant($"{row.PartitionKey}|{row.RowKey}|{row.ETag}"));
                }
            }
        }

        return all.ToString();
    }

    /// <summary>A tick of the digest timer with all that follows from it; the mail that goes out.</summary>
    public async Task<IReadOnlyList<EmailMessage>> TickAsync()
    {
        await ComposeAsync();
        return await SendAsync();
    }

    /// <summary>The same, but that what is composed waits in the outbox.</summary>
    public async Task ComposeAsync()
    {
        await App.Services.GetRequiredService<Schedules>().ScheduleDigestsAsync(default);
        await DrainAsync(App.Queues.Work, App.Services.GetRequiredService<WorkDesk>().DoAsync);
    }

    /// <summary>The digests and alerts that go out; weekly mail, which goes out on the same Monday, has tests of its own.</summary>
    public async Task<IReadOnlyList<EmailMessage>> SendAsync()
    {
        var outbox = App.Services.GetRequiredService<EmailOutbox>();
        _mail.Clear();
        await DrainAsync(App.Queues.Emails, (message, cancellationToken) => outbox.SendAsync(message, _mail, cancellationToken));
        return [.. _mail.Where(mail => mail.Kind is EmailKinds.MorningDigest or EmailKinds.RepAlert)];
    }

    /// <summary>Until it is a time of day in UTC, on this day or the next; evaluation keeps up.</summary>
    public async Task WaitUntilAsync(DateTimeOffset at)
    {
        Clock.Advance(at - Clock.GetUtcNow());
        await App.Services.GetRequiredService<Schedules>().ScheduleEvaluationAsync(default);
        await DrainAsync(App.Queues.Work, App.Services.GetRequiredService<WorkDesk>().DoAsync);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private static async Task DrainAsync(IQueue queue, Func<string, CancellationToken, Task> handle)
    {
        while (await queue.ReceiveAsync(32, TimeSpan.FromMinutes(5), default) is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                await handle(message.Text, default);
                await queue.DeleteAsync(message, default);
            }
        }
    }

    private async Task TellAsync(DealKey key, string owner, string name)
    {
        var now = Clock.GetUtcNow();
        await ApplyAsync(key, new CanonicalEvent.DealChanged
        {
            Id = $"made-{key.Id}",
            OccurredAt = now.AddDays(-9),
            DealId = key.Id,
            Deal = new() { Name = name, Stage = "discovery", OwnerId = owner, CloseOn = new DateOnly(2026, 11, 16), Amount = Told.Of<decimal?>(40_000), Currency = "EUR", Url = $"https://crm.example/deals/{key.Id}" },
        });
        await ApplyAsync(key, new CanonicalEvent.ActivityLogged
        {
            Id = $"met-{key.Id}",
            OccurredAt = now.AddDays(-4),
            DealId = key.Id,
            Activity = new() { Id = $"m{key.Id}", Kind = ActivityKind.Meeting, Status = ActivityStatus.Held, StartsAt = now.AddDays(-4), EndsAt = now.AddDays(-4).AddHours(1) },
        });
    }

    private sealed class CaughtMail : List<EmailMessage>, IEmailSender
    {
        public Task<EmailSendResult> SendAsync(EmailMessage message, string messageId, CancellationToken cancellationToken)
        {
            Add(message);
            return Task.FromResult<EmailSendResult>(new EmailSendResult.Accepted());
        }
    }
}
