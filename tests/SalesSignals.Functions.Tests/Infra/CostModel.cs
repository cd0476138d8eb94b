using System.Globalization;
using System.Text;
using static SalesSignals.Functions.Tests.Infra.AzurePrices;

namespace SalesSignals.Functions.Tests.Infra;

/// <summary>A team of some size, and what an installation for it costs a month, by the model that <c>infra/README.md</c> describes.</summary>
internal sealed record CostModel(string Name, int Reps, int Managers, int Deals, int EventsADay)
{
    private const int Days = 30;
    private const int Hours = Days * 24;

    private const double PrivateEndpoint = PrivateEndpointHour * Hours;

    private const double InstanceGB = 2;

    // Held by StorageOperationTests: an event that comes alone takes its put and the trigger's own get and delete, and three table operations.
    private const int QueueAnEvent = 3, TableAnEvent = 3;

    // As their function.json says.
    private const int Evaluations = Hours, Digests = 4 * Hours, Reconciles = 2 * Hours, Sweeps = 30 * Hours, Prunings = Hours;

    private const int Buckets = 64, BatchSize = 16, RepsAMessage = 25;

    /// <summary>Runs of timers in a month.</summary>
    public const int Ticks = Evaluations + Digests + Reconciles + Sweeps + Prunings;

    private int Events => EventsADay * Days;

    private int AlertMessages => Digests * (int)Math.Ceiling(Reps / (double)RepsAMessage);

    /// <summary>Events; the messages that timers queue, each put, got and deleted; the platform's look at three queues every 10 seconds.</summary>
    public double QueueOperations => (QueueAnEvent * Events) + (3.0 * ((Evaluations * Buckets) + AlertMessages + Reconciles)) + (3 * 360 * Hours) + (3 * Digests);

    /// <summary>Events; a query a bucket; two writes for every deal that time alone changes, once a day; a board a rep a quarter; sweeps and reconciling.</summary>
    public double TableOperations =>
        (TableAnEvent * Events) + (Evaluations * Buckets) + (2.0 * Deals * Days) + (Digests * (Reps + Managers + 5.0)) + Sweeps + Prunings + (10 * Reconciles);

    private double Storage => (QueueOperations * QueueMillion / 1e6) + (TableOperations * TableMillion / 1e6) + (Deals * 50e-6 * StoredGB);

    private static double Ready => InstanceGB * Hours * 3600 * ReadyGBSecond;

    /// <summary>No run is billed for less than a second, and here no two of them share one: an upper bound.</summary>
    private double ReadyRuns => (Events * InstanceGB * ReadyRunGBSecond) + (Events * MillionRuns / 1e6);

    private double OnDemandRuns => Events + Ticks + (Evaluations * Buckets / (double)BatchSize) + AlertMessages + Reconciles;

    /// <summary>5 KB an event (two requests, three lines), 3 KB any other run.</summary>
    private double Logs => Math.Max(0, ((Events * 5e-6) + ((OnDemandRuns - Events) * 3e-6)) - FreeLogGB) * LogGB;

    private static double Alerts => 5 * AlertRule;

    private static double Network => 4 * (PrivateEndpoint + DnsZone);

    /// <summary>The table of the README, for teams of these sizes.</summary>
    public static string Table(params CostModel[] teams)
    {
        var table = new StringBuilder();
        Row("a month", teams.Select(team => team.Name));
        Row("---", teams.Select(_ => "---:"));
        Row("queue operations, millions", teams.Select(team => Millions(team.QueueOperations)));
        Row("table operations, millions", teams.Select(team => Millions(team.TableOperations)));
        Row("storage", teams.Select(team => Dollars(team.Storage)));
        Row("one instance kept ready", teams.Select(_ => Dollars(Ready)));
        Row("webhooks, on that instance", teams.Select(team => Dollars(team.ReadyRuns)));
        Row("queues and timers, on demand", teams.Select(team => Dollars(OnDemand(team.OnDemandRuns))));
        Row("logs", teams.Select(team => Dollars(team.Logs)));
        Row("alert rules", teams.Select(_ => Dollars(Alerts)));
        Row("private endpoints and their DNS", teams.Select(_ => Dollars(Network)));
        Row("**all of it**", teams.Select(team => $"**{Dollars(team.Storage + Ready + team.ReadyRuns + OnDemand(team.OnDemandRuns) + team.Logs + Alerts + Network)}**"));
        Row("without network and ready instance", teams.Select(team => Dollars(team.Storage + OnDemand(team.OnDemandRuns + team.Events) + team.Logs + Alerts)));
        return table.ToString();

        void Row(string name, IEnumerable<string> cells) => table.Append("| ").Append(name).Append(" | ").AppendJoin(" | ", cells).Append(" |\n");
    }

    private static double OnDemand(double runs) =>
        (Math.Max(0, (runs * InstanceGB) - FreeGBSeconds) * OnDemandGBSecond) + (Math.Max(0, runs - FreeRuns) * MillionRuns / 1e6);

    private static string Millions(double count) => (count / 1e6).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Dollars(double amount) => "$" + amount.ToString("0.00", CultureInfo.InvariantCulture);
}
