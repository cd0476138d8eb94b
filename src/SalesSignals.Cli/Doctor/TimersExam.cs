using System.Globalization;
using System.Runtime.CompilerServices;
using SalesSignals.Functions.Host;
using SalesSignals.Functions.Standalone;

namespace SalesSignals.Cli.Doctor;

/// <summary>Whether timers fire where the app fires them itself. Under the Functions host their state is the host's.</summary>
internal static class TimersExam
{
    /// <summary>For a run that takes its time, and another process that takes over.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    public static async IAsyncEnumerable<Finding> LookAsync(Patient patient, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await TimerLease.ReadFiredAsync(patient.Installation!.Tables.Cursor, cancellationToken) is not { } fired)
        {
            yield return Finding.Unseen("timers", "The app has not fired timers on its own here: under Azure Functions they are the host's, and its invocation log shows them.");
            yield break;
        }

        var now = patient.Time.GetUtcNow();
        foreach (var timer in FunctionCatalog.Read(AppContext.BaseDirectory).Of<FunctionTrigger.Timer>())
        {
            yield return Judge(timer, fired.TryGetValue(timer.Name, out var at) ? at : null, now);
        }
    }

    private static Finding Judge(FunctionTrigger.Timer timer, DateTimeOffset? firedAt, DateTimeOffset now)
    {
        const string Mend = "See that the app runs; where it has moved to Azure Functions since, delete the row 'timers', 'lease' of the table Cursor.";
        if (firedAt is not { } at)
        {
            return Finding.Warning(timer.Name, "It has never fired.", Mend);
        }

        var says = string.Create(CultureInfo.InvariantCulture, $"It last fired at {at.UtcDateTime:yyyy-MM-dd HH:mm:ss'Z'}.");
        return new TimerSchedule(timer).Next(at) + Grace < now ? Finding.Failure(timer.Name, $"{says} It is overdue.", Mend) : Finding.Well(timer.Name, says);
    }
}
