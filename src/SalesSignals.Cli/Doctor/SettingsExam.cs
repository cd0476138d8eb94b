using System.Globalization;
using System.Runtime.CompilerServices;
using SalesSignals.Settings;

namespace SalesSignals.Cli.Doctor;

/// <summary>Whether the settings in force are those that were applied last.</summary>
internal static class SettingsExam
{
    public static async IAsyncEnumerable<Finding> LookAsync(Patient patient, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var read = await new SettingsStore(patient.Installation!.Tables.Settings).ReadAsync(cancellationToken);
        yield return read switch
        {
            { Problem: { } problem } => Finding.Failure("document", problem, "Correct the document and apply it: salessignals settings apply FILE."),
            { Version: 0 } => Finding.Warning(
                "document", "No settings were ever applied; the defaults hold.", "Write down your stages and working hours, and apply them: salessignals settings apply FILE."),
            _ => Finding.Well("document", string.Create(CultureInfo.InvariantCulture, $"Version {read.Version} is valid and in force.")),
        };
    }
}
