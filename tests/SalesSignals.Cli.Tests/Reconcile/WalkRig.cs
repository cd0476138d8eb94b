using SalesSignals.Cli.Tests.Support;
using SalesSignals.Events;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;
using SalesSignals.Webhooks;

namespace SalesSignals.Cli.Tests.Reconcile;

/// <summary>The command line over an installation in memory whose source <c>crm</c> has a CRM to read.</summary>
internal sealed class WalkRig
{
    private readonly Tables _tables = Tables.Open(_ => new MemoryTable());
    private readonly Queues _queues = Queues.Open(name => new MemoryQueue(name));

    public PagedDeals Crm { get; } = new();

    public Tables Tables => _tables;

    public async Task<(int Code, string Out, string Error)> RunAsync(CancellationToken cancellationToken, params string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };
        var installation = new Installation(_tables, _queues, [Source("crm", "Test", Crm), Source("hubspot", "HubSpot", null), Source("script", "StandardWebhooks", null)])
        {
            Unusable = new Dictionary<string, string> { ["bent"] = "Sources__bent__Kind is missing." },
        };
        var code = await CommandLine.RunAsync(args, new(TextReader.Null, output, error, new StoppedClock(), () => installation), cancellationToken);
        return (code, output.ToString(), error.ToString());
    }

    public Task<(int Code, string Out, string Error)> RunAsync(params string[] args) => RunAsync(CancellationToken.None, args);

    private static CrmSource Source(string name, string kind, ICrmClient? client) => new()
    {
        Webhook = new() { Name = name, Kind = kind, Verify = (_, _) => WebhookVerdict.Accepted },
        Translate = _ => new([], []),
        TellsActivities = true,
        Client = client,
    };

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => CliRig.Monday;
    }

    /// <summary>Three deals, one a page.</summary>
    internal sealed class PagedDeals : ICrmClient
    {
        /// <summary>When they were made, and last touched.</summary>
        public DateTimeOffset MadeAt { get; set; } = CliRig.Monday.AddHours(-1);

        /// <summary>What comes before a page's answer.</summary>
        public Action<string?> BeforeAnswer { get; set; } = _ => { };

        public IReadOnlyList<string> PartsOf(CrmWalk walk) => ["deals"];

        public Task<CrmPage> ReadAsync(CrmWalk walk, string part, string? after, CancellationToken cancellationToken)
        {
            BeforeAnswer(after);
            cancellationToken.ThrowIfCancellationRequested();
            var id = after ?? "1";
            var told = new CanonicalEvent.DealChanged
            {
                Id = id, OccurredAt = MadeAt, DealId = id, Deal = new() { Name = $"Deal {id}", Stage = "discovery", OwnerId = "7" },
            };
            return Task.FromResult(new CrmPage([told], 1, id switch { "1" => "2", "2" => "3", _ => null }));
        }

        public Task<CrmEstimate> EstimateAsync(CrmWalk walk, CancellationToken cancellationToken) => Task.FromResult(new CrmEstimate(3, 4000));

        public Task<IReadOnlyList<CanonicalEvent>> HydrateAsync(IReadOnlyList<CrmObject> wanted, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<CanonicalEvent>>([]);

        public Task<IReadOnlyList<CrmUser>> ReadUsersAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<CrmUser>>([]);
    }
}
