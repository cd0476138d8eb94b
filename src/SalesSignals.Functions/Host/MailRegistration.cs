using SalesSignals.Azure.SendGrid;
using SalesSignals.Functions.Endpoints;
using SalesSignals.Outbox;

namespace SalesSignals.Functions.Host;

public static class MailRegistration
{
    private const int MessagesAtOnce = 8;

    /// <summary>Registers the outbox, SendGrid behind it, and the reader of SendGrid's events.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(_ => Read(configuration))
        .AddSingleton(provider => new OutboxOptions { MailEvents = provider.GetRequiredService<SendGridOptions>().EventWebhookPublicKey.Length > 0 })
        .AddSingleton<EmailOutbox>()
        .AddSingleton<IEmailSender>(provider => new SendGridClient(
            new HttpClient(SendGridClient.CreateHandler()), provider.GetRequiredService<SendGridOptions>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(Recorder);

    private static SendGridOptions Read(IConfiguration configuration)
    {
        var options = new SendGridOptions();
        try
        {
            configuration.GetSection("SendGrid").Bind(options);
        }
        catch (InvalidOperationException e)
        {
            throw new StartException(e.Message, e);
        }

        var problems = options.Problems();
        return problems.Count == 0 ? options : throw new StartException(string.Join(' ', problems));
    }

    /// <summary>A morning's mail is told in a few large calls, which are to be answered in seconds: several messages at once, the events of each in turn.</summary>
    private static Task RecordAsync(IEnumerable<MailEvent> events, EmailOutbox outbox, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        events.GroupBy(mailEvent => mailEvent.MessageId),
        new ParallelOptions { MaxDegreeOfParallelism = MessagesAtOnce, CancellationToken = cancellationToken },
        async (message, cancel) =>
        {
            foreach (var mailEvent in message)
            {
                await outbox.RecordMailEventAsync(mailEvent, cancel);
            }
        });

    private static RecordMailEvents Recorder(IServiceProvider provider)
    {
        var key = provider.GetRequiredService<SendGridOptions>().EventWebhookPublicKey;
        var time = provider.GetRequiredService<TimeProvider>();
        var outbox = provider.GetRequiredService<EmailOutbox>();
        var events = key.Length > 0 ? new SendGridEvents(key) : null;

        return async (signature, timestamp, body, cancellationToken) =>
        {
            switch (events?.Read(signature, timestamp, body.Span, time.GetUtcNow()))
            {
                case SendGridEventsVerdict.Accepted accepted:
                    await RecordAsync(accepted.Events, outbox, cancellationToken);
                    return MailEventsOutcome.Recorded;
                case SendGridEventsVerdict.Unreadable:
                    return MailEventsOutcome.Malformed;
                default:
                    return MailEventsOutcome.Refused;
            }
        };
    }
}
