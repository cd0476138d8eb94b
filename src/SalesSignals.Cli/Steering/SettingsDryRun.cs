using SalesSignals.Azure;
using SalesSignals.Deals;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Storage;

namespace SalesSignals.Cli.Steering;

/// <summary>Tries a settings document over the stored deals. Nothing is written.</summary>
internal static class SettingsDryRun
{
    /// <summary>What would change; or why only the document could be checked.</summary>
    public static async Task<(SettingsTrialResult? Result, string? Problem)> TryAsync(CommandContext context, SalesSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            return (await RunAsync(context, settings, cancellationToken), null);
        }
        catch (Exception e) when (e is StorageConnectionException or StorageUnavailableException)
        {
            return (null, e.Message);
        }
    }

    private static async Task<SettingsTrialResult> RunAsync(CommandContext context, SalesSettings settings, CancellationToken cancellationToken)
    {
        var installation = context.Open();
        await installation.Tables.CreateAsync(cancellationToken);
        var now = context.Time.GetUtcNow();
        var moment = await installation.Assessors(context.Time).AtAsync(now, cancellationToken);
        var trial = new SettingsTrial(moment.Assessor, moment.Assessor.With(settings, "trial", DateOnly.FromDateTime(now.UtcDateTime)), now);
        var store = new DealStore(installation.Tables.Deals);
        for (var bucket = 0; bucket < DealKeys.Buckets; bucket++)
        {
            await foreach (var deal in store.ReadBucketAsync(bucket, cancellationToken))
            {
                trial.Show(deal);
            }
        }

        return trial.Result();
    }
}
