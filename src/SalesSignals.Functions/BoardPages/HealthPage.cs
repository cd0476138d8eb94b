using System.Collections.Frozen;
using System.Globalization;
using SalesSignals.Digests;
using SalesSignals.Functions.Pages;
using SalesSignals.Functions.Pulse;
using SalesSignals.Signals;
using SalesSignals.Storage;

namespace SalesSignals.Functions.BoardPages;

/// <summary>Whether the installation is well, for admins: sources, queues with what is stuck in them and why, mail; and puts back what was stuck.</summary>
public sealed partial class HealthPage(InstallationWatch watch, RuleFindingsStore findings, DealAssessors assessors, Queues queues, ILogger<HealthPage> logger)
{
    internal const string Queue = "queue";
    internal const string Id = "id";

    private const string PutBack = "put-back";

    public async Task<IResult> ShowAsync(BoardVisit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        var state = await watch.ReadAsync(visit.Aborted);
        var rules = (await findings.ReadAsync(visit.Aborted))?.Findings ?? RuleFindings.None;
        var settings = (await assessors.CurrentAsync(visit.Aborted)).Settings.Feedback;
        return await visit.PageAsync<HealthReport>("Health", new HealthReportModel
        {
            State = state,
            Troubles = Trouble.Find(state, rules, settings, visit.Viewer.TimeZone),
            TimeZone = visit.Viewer.TimeZone,
            PutBack = int.TryParse(visit.Query[PutBack], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null,
        });
    }

    /// <summary>Puts messages back on their own queue: one by its id, or all of a queue. Twice is the same as once.</summary>
    public async Task<IResult> ActAsync(BoardVisit visit, IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(visit);
        ArgumentNullException.ThrowIfNull(form);
        var named = form[Queue].ToString();
        if (PoisonQueue.All(queues).FirstOrDefault(queue => queue.Name == named) is not { } queue)
        {
            return await visit.NotFoundAsync();
        }

        var ids = form[Id].OfType<string>().Where(id => id.Length > 0).ToFrozenSet(StringComparer.Ordinal);
        var count = await queue.RedriveAsync(ids, visit.Aborted);
        Log.PutBack(logger, visit.Viewer.Id, count, queue.Name);
        return TypedResults.Redirect(string.Create(CultureInfo.InvariantCulture, $"{BoardAddress.Of("health")}?{PutBack}={count}"));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{PersonId} put {Count} messages of {Queue} back, to be tried again.")]
        public static partial void PutBack(ILogger logger, string personId, int count, string queue);
    }
}
