using System.Globalization;
using SalesSignals.Azure;
using SalesSignals.Cli.Azurite;
using SalesSignals.Directory;
using SalesSignals.Links;
using SalesSignals.Settings;
using SalesSignals.Storage;

namespace SalesSignals.Cli.Demo;

/// <summary>The demo from beginning to end. Whatever happens, what it started ends with it.</summary>
internal sealed class DemoRun(CommandContext context, DemoOptions options)
{
    /// <summary>Longer than a message that went wrong waits for its next try.</summary>
    private static readonly TimeSpan StandstillLimit = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly DemoProgress _progress = new(context);
    private LinkMaker? _links;
    private readonly Organisation _organisation = options.Dialect is { } dialect
        ? Organisation.Create(options.Now, options.Seed, options.Deals, dialect)
        : Organisation.Create(options.Now, options.Seed, options.Deals);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var appPort = DemoPorts.Take(options.Port);
        var pagePort = options.Once ? 0 : DemoPorts.Take(options.Port == 0 ? 0 : options.Port + 1);
        if (options.Out is { } folder)
        {
            DemoFiles.Prepare(folder);
        }

        await using var azurite = await StartAzuriteAsync(cancellationToken);
        var storage = StorageConnection.FromConnectionString(azurite.ConnectionString);
        var (tables, queues) = (Tables.Open(storage.Table), Queues.Open(storage.Queue));
        await _progress.StepAsync(
            string.Create(CultureInfo.InvariantCulture, $"Import {_organisation.People.Length} people and the settings"), _ => ImportAsync(tables, cancellationToken));

        var clock = new DemoClock(options.Now.AddSeconds(30));
        await using var sources = await DemoSources.StartAsync(_organisation, clock);
        await using var mail = await SendGridStandIn.StartAsync(clock, cancellationToken);
        await using var app = await _progress.StepAsync("Start the app", _ => StartAppAsync(appPort, azurite, mail, clock, sources, cancellationToken));

        var accepted = await TellAsync(app, clock, sources, cancellationToken);
        await _progress.StepAsync("Take in what happened", report => DrainAsync(queues, app, report, cancellationToken));
        await _progress.StepAsync("Learn from won deals what is usual", report => FireAsync("ScheduleEvaluation", queues, app, report, cancellationToken));
        await _progress.StepAsync("Look at every deal", report => FireAsync("ScheduleEvaluation", queues, app, report, cancellationToken));
        await _progress.StepAsync("Write and send the emails", report => FireAsync("ScheduleDigests", queues, app, report, cancellationToken));
        await _progress.StepAsync("Look for unsent mail", report => FireAsync("SweepOutbox", queues, app, report, cancellationToken));
        await _progress.StepAsync("Tell the app what was delivered", _ => DeliverAsync(app, mail, cancellationToken));

        var summary = await DemoSummary.ReadAsync(accepted, tables, mail.Caught, cancellationToken);
        await ShowAsync(summary, sources.Sum(source => source.ApiCalls));
        if (options.Out is { } target)
        {
            await DemoFiles.WriteAsync(target, summary, mail.Caught, cancellationToken);
            await _progress.SayAsync($"Written to {Path.GetFullPath(target)}.");
            return ExitCode.Done;
        }

        await ServeAsync(pagePort, app, azurite, mail, clock, cancellationToken);
        return ExitCode.Done;
    }

    private async Task<AzuriteServer> StartAzuriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _progress.StepAsync(
                "Start the storage emulator",
                report => AzuriteServer.StartAsync(progress: new DirectProgress(report), cancellationToken: cancellationToken));
        }
        catch (AzuriteException e)
        {
            throw new CliException(e.Message, e);
        }
    }

    private async Task ImportAsync(Tables tables, CancellationToken cancellationToken)
    {
        await tables.CreateAsync(cancellationToken);
        await new DirectoryStore(tables.Directory).SaveAsync(_organisation.People, cancellationToken);
        await new SettingsStore(tables.Settings).ApplyAsync(_organisation.Settings, options.Now, cancellationToken);
    }

    private Task<DemoApp> StartAppAsync(
        int port, AzuriteServer azurite, SendGridStandIn mail, DemoClock clock, DemoSources sources, CancellationToken cancellationToken)
    {
        var logFile = options.Out is { } folder ? DemoFiles.LogFile(folder) : Path.Combine(Path.GetTempPath(), $"salessignals-demo-{Environment.ProcessId}.log");
        var settings = DemoAppSettings.Create(port, azurite, mail, clock, sources);
        _links = DemoAppSettings.LinksOf(settings);
        return DemoApp.StartAsync(port, settings, logFile, cancellationToken);
    }

    private async Task<int> TellAsync(DemoApp app, DemoClock clock, DemoSources sources, CancellationToken cancellationToken)
    {
        var requests = WebhookFeed.Create(_organisation, options.Seed);
        using var http = new HttpClient();
        var poster = new WebhookPoster(http, app.Address, sources, clock);
        return await _progress.StepAsync(
            string.Create(CultureInfo.InvariantCulture, $"Tell the story of {_organisation.Deals.Length} deals in {requests.Count} signed webhooks"),
            report => poster.PostAsync(requests, count => report(string.Create(CultureInfo.InvariantCulture, $"{count} accepted")), cancellationToken));
    }

    private static async Task FireAsync(string function, Queues queues, DemoApp app, Action<string> report, CancellationToken cancellationToken)
    {
        await app.FireAsync(function, cancellationToken);
        await DrainAsync(queues, app, report, cancellationToken);
    }

    /// <summary>What SendGrid's event webhook would say of mail that arrives.</summary>
    private static async Task DeliverAsync(DemoApp app, SendGridStandIn mail, CancellationToken cancellationToken)
    {
        var events = mail.Caught.SelectMany(SendGridStandInEvent.Delivery).ToList();
        var answer = await mail.PostEventsAsync(new(app.Address, "/api/mail/events"), events, cancellationToken);
        if ((int)answer is < 200 or > 299)
        {
            throw new CliException($"The app answered the events of the mail service with {(int)answer}; its log says why: {app.LogFile}");
        }
    }

    /// <summary>Waits until every queue is empty: what a message leads to is queued before the message is deleted.</summary>
    private static async Task DrainAsync(Queues queues, DemoApp app, Action<string> report, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var least = int.MaxValue;
        limit.CancelAfter(StandstillLimit);
        try
        {
            while (await TryCountAsync(queues, limit.Token) is not 0 and var waiting)
            {
                app.MustRun();
                report(waiting is { } count ? string.Create(CultureInfo.InvariantCulture, $"{count} messages to go") : "the storage emulator is slow to answer");
                if (waiting < least)
                {
                    least = waiting.Value;
                    limit.CancelAfter(StandstillLimit);
                }

                await Task.Delay(Pause, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var messages = least == int.MaxValue ? "Messages" : string.Create(CultureInfo.InvariantCulture, $"{least} messages");
            throw new CliException($"{messages} have been waiting for {StandstillLimit.TotalMinutes:0} minutes. The app's log: {app.LogFile}");
        }

        var counts = await Task.WhenAll(
            new[] { queues.DeliveriesPoison, queues.WorkPoison, queues.EmailsPoison }.Select(queue => queue.CountAsync(cancellationToken)));
        if (counts.Sum() is > 0 and var poisoned)
        {
            throw new CliException($"{poisoned} message(s) could not be processed. The app's log says why: {app.LogFile}");
        }
    }

    /// <summary>Null where storage does not answer: with thousands of messages the emulator stops to think now and then, and the app waits too.</summary>
    private static async Task<int?> TryCountAsync(Queues queues, CancellationToken cancellationToken)
    {
        try
        {
            return await CountAsync(queues, cancellationToken);
        }
        catch (StorageUnavailableException)
        {
            return null;
        }
    }

    private static async Task<int> CountAsync(Queues queues, CancellationToken cancellationToken)
    {
        // In the order in which work moves on, so that nothing slips past.
        var count = await queues.Deliveries.CountAsync(cancellationToken);
        count += await queues.Work.CountAsync(cancellationToken);
        return count + await queues.Emails.CountAsync(cancellationToken);
    }

    private Task ShowAsync(DemoSummary summary, int apiCalls) => _progress.ShowAsync(
        "What came of it",
        [
            ("webhooks accepted", summary.WebhooksAccepted), ("calls of CRM APIs", apiCalls), ("events kept", summary.Events), ("deals watched", summary.Deals),
            .. summary.Signals.Select(signal => (signal.Kind, signal.Count)),
            .. summary.Emails.Select(email => ($"email {email.Kind}", email.Count)),
        ]);

    private async Task ServeAsync(int port, DemoApp app, AzuriteServer azurite, SendGridStandIn mail, DemoClock clock, CancellationToken cancellationToken)
    {
        await using var page = await MailPage.StartAsync(port, () => mail.Caught, cancellationToken);
        await _progress.SayAsync(string.Create(CultureInfo.InvariantCulture, $"""

            The emails:   {page.Address}
            The board:    {SignInOf(PersonRole.Manager, clock)}
              for admins: {SignInOf(PersonRole.Admin, clock)}
            The app:      {app.Address} (its log: {app.LogFile})
            The storage:  AzureWebJobsStorage="{azurite.ConnectionString}"
            With that in the environment, try: salessignals explain {_organisation.KeyOf(_organisation.Deals[0])} --at {options.Now.UtcDateTime:yyyy-MM-dd'T'HH:mm'Z'}
            Ctrl-C ends it.
            """));
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await _progress.SayAsync("Ended.");
        }
    }

    private string SignInOf(PersonRole role, DemoClock clock)
    {
        var person = _organisation.People.First(one => one.Role == role);
        return $"{_links!.SignIn(person, deal: null, clock.GetUtcNow())} (as {person.Name})";
    }

    /// <summary>Reports at once, on the caller's thread.</summary>
    private sealed class DirectProgress(Action<string> report) : IProgress<string>
    {
        public void Report(string value) => report(value);
    }
}
