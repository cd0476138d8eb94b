using System.Globalization;
using System.Runtime.CompilerServices;

namespace SalesSignals.Cli.Doctor;

/// <summary>Whether this machine's clock agrees with those that it has to do with: signatures are good for minutes only.</summary>
internal static class ClockExam
{
    private const string Mend = "Let this machine keep its clock by the network's time (NTP).";

    /// <summary>Beyond it webhooks are refused as too old.</summary>
    private static readonly TimeSpan Bad = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Poor = TimeSpan.FromMinutes(1);

    public static async IAsyncEnumerable<Finding> LookAsync(Patient patient, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (patient.Installation?.Storage is { } storage)
        {
            yield return await CompareAsync(patient, "storage", storage.TableEndpoint, cancellationToken);
        }

        if (SendGridExam.OptionsOf(patient) is { } sendGrid)
        {
            yield return await CompareAsync(patient, "SendGrid", sendGrid.BaseAddress, cancellationToken);
        }
    }

    private static async Task<Finding> CompareAsync(Patient patient, string whose, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            // Without proof of who we are: even a refusal is dated.
            var before = patient.Time.GetUtcNow();
            using var answer = await patient.Http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var after = patient.Time.GetUtcNow();
            return answer.Headers.Date is { } date
                ? Judge(whose, before + ((after - before) / 2) - date)
                : Finding.Unseen(whose, "Its answer is not dated.");
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Finding.Unseen(whose, $"{address.Host} does not answer, so its clock is not known.");
        }
    }

    private static Finding Judge(string whose, TimeSpan ahead)
    {
        var says = string.Create(
            CultureInfo.InvariantCulture, $"This machine's clock is {ahead.Duration().TotalSeconds:0} seconds {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} that of {whose}.");
        return ahead.Duration() switch
        {
            var off when off > Bad => Finding.Failure(whose, says, Mend),
            var off when off > Poor => Finding.Warning(whose, says, Mend),
            _ => Finding.Well(whose, says),
        };
    }
}
