using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SalesSignals.Azure.SendGrid;
using SalesSignals.Cli.Demo;
using SalesSignals.Outbox;
using SalesSignals.Storage.Memory;

namespace SalesSignals.Azure.Tests.SendGrid;

/// <summary>An outbox that sends over HTTP to the stand-in, and an event webhook that hears from it, on a clock that can be set.</summary>
internal sealed class MailRig : IAsyncDisposable, ILogger<EmailOutbox>
{
    private readonly WebApplication _webhook;
    private readonly HttpClient _http = new(SendGridClient.CreateHandler());
    private readonly SendGridClient _client;
    private readonly global::SalesSignals.Storage.Queues _queues;
    private readonly bool _mailEvents;

    private MailRig(SendGridStandIn sendGrid, WebApplication webhook, ManualClock clock, bool mailEvents)
    {
        (SendGrid, _webhook, Clock, _mailEvents) = (sendGrid, webhook, clock, mailEvents);
        _client = new(_http, SomeMail.Options(sendGrid.BaseAddress), clock);
        _queues = global::SalesSignals.Storage.Queues.Open(name => new MemoryQueue(name, clock));
        Tables = global::SalesSignals.Storage.Tables.Open(_ => new MemoryTable(clock));
        Outbox = new(Tables, _queues, new OutboxOptions { MailEvents = mailEvents }, clock, this);
    }

    public SendGridStandIn SendGrid { get; }

    public ManualClock Clock { get; }

    public EmailOutbox Outbox { get; }

    public global::SalesSignals.Storage.Tables Tables { get; }

    public int PossibleDuplicates { get; private set; }

    public static async Task<MailRig> StartAsync(bool mailEvents)
    {
        var clock = new ManualClock(SomeMail.Now);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var webhook = builder.Build();
        var rig = new MailRig(await SendGridStandIn.StartAsync(clock, default), webhook, clock, mailEvents);
        var events = new SendGridEvents(rig.SendGrid.EventPublicKey);
        webhook.MapPost("/api/mail/events", (HttpContext context) => rig.HearAsync(context, events));
        await webhook.StartAsync();
        return rig;
    }

    public async Task AddAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await Outbox.AddAsync(SomeMail.Message() with { PersonId = $"person {i}" }, [], Clock.GetUtcNow(), default);
        }
    }

    /// <summary>Minute by minute: the queue is worked off, SendGrid tells what it has delivered, and the sweep comes by.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        for (var end = Clock.GetUtcNow() + time; Clock.GetUtcNow() < end; Clock.Advance(TimeSpan.FromMinutes(1)))
        {
            await PumpAsync();
            if (_mailEvents && SendGrid.Caught.Count > 0)
            {
                var events = SendGrid.Caught.SelectMany(SendGridStandInEvent.Delivery).ToList();
                await TellAsync(events);
            }

            await Outbox.SweepAsync(Clock.GetUtcNow(), default);
        }
    }

    /// <summary>SendGrid's webhook tells events, signed, in one call.</summary>
    public async Task TellAsync(IReadOnlyList<SendGridStandInEvent> events) =>
        Assert.Equal(System.Net.HttpStatusCode.OK, await SendGrid.PostEventsAsync(new Uri(new Uri(_webhook.Urls.First()), "/api/mail/events"), events, default));

    private async Task PumpAsync()
    {
        while (await _queues.Emails.ReceiveAsync(32, TimeSpan.FromMinutes(10), default) is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                await Outbox.SendAsync(message.Text, _client, default);
                await _queues.Emails.DeleteAsync(message, default);
            }
        }
    }

    private async Task HearAsync(HttpContext context, SendGridEvents events)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers;
        var verdict = events.Read(headers[SendGridEvents.SignatureHeader], headers[SendGridEvents.TimestampHeader], body.ToArray(), Clock.GetUtcNow());
        foreach (var mailEvent in Assert.IsType<SendGridEventsVerdict.Accepted>(verdict).Events)
        {
            await Outbox.RecordMailEventAsync(mailEvent, default);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _webhook.DisposeAsync();
        await SendGrid.DisposeAsync();
        _http.Dispose();
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        PossibleDuplicates += formatter(state, exception).StartsWith("Possible duplicate", StringComparison.Ordinal) ? 1 : 0;
}
