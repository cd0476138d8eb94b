using Microsoft.Extensions.Configuration;
using SalesSignals.Board;
using SalesSignals.Cli.Demo;
using SalesSignals.Directory;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Storage;
using SalesSignals.Events;
using SalesSignals.Webhooks;
using SalesSignals.Storage.Memory;

namespace SalesSignals.Cli.Tests.Support;

/// <summary>The command line over an installation in memory.</summary>
internal sealed class CliRig
{
    public static readonly DateTimeOffset Monday = new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero);

    public Tables Tables { get; } = Tables.Open(_ => new MemoryTable());

    public Queues Queues { get; } = Queues.Open(name => new MemoryQueue(name));

    /// <summary>The API of the source <c>crm</c>.</summary>
    public ICrmClient? Client { get; init; }

    /// <summary>Whether the source <c>hubspot</c> tells activities, as it does with a token for its API.</summary>
    public bool HubSpotTellsActivities { get; init; } = true;

    public TextReader In { get; init; } = TextReader.Null;

    public Task<(int Code, string Out, string Error)> RunAsync(params string[] args) => RunOverAsync(Queues, args);

    public Task<(int Code, string Out, string Error)> RunOverAsync(Queues queues, params string[] args) => RunOverAsync(Tables, queues, args);

    public async Task<(int Code, string Out, string Error)> RunOverAsync(Tables tables, Queues queues, params string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };
        var installation = new Installation(tables, queues, [Source("crm", tells: true) with { Client = Client }, Source("hubspot", HubSpotTellsActivities)]);
        var code = await CommandLine.RunAsync(args, new(In, output, error, new StoppedClock(), () => installation) { Configuration = () => new ConfigurationBuilder().Build() });
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>Keeps made-up deals as the app would.</summary>
    public async Task<Organisation> FillAsync(int deals = 20)
    {
        var organisation = Organisation.Create(Monday, deals: deals);
        await new DirectoryStore(Tables.Directory).SaveAsync(organisation.People, default);
        var assessor = new DealAssessor(
            SalesSettings.Default, "0", new(organisation.People), [new("crm", true), new("hubspot", HubSpotTellsActivities)], DateOnly.FromDateTime(Monday.UtcDateTime));
        var desk = new DealDesk(new DealStore(Tables.Deals), new BoardStore(Tables.Board), new StoppedClock());
        foreach (var deal in organisation.Deals.Where(deal => deal.Plot is not Plot.Merged))
        {
            await desk.ApplyAsync(deal.Key, [.. deal.Facts.Select(DealStories.Read)], assessor, default);
        }

        return organisation;
    }

    private static CrmSource Source(string name, bool tells) => new()
    {
        Webhook = new() { Name = name, Kind = "test", Verify = (_, _) => WebhookVerdict.Accepted },
        Translate = _ => new([], []),
        TellsActivities = tells,
        TellsPast = tells,
    };

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Monday;
    }
}
