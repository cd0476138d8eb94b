using SalesSignals.Functions.Host;

namespace SalesSignals.Cli.Doctor;

/// <summary>Whether what is kept in a vault has come out of it: the app does not start with the name of a secret in its place.</summary>
internal static class SecretsExam
{
    public static IAsyncEnumerable<Finding> LookAsync(Patient patient) => new[] { Look(patient) }.ToAsyncEnumerable();

    private static Finding Look(Patient patient)
    {
        try
        {
            UnresolvedSecrets.Refuse(patient.Configuration);
            return Finding.Well("secrets", "Each has a value, as far as they are set here.");
        }
        catch (StartException e)
        {
            // It says what is wrong, then what to do.
            var end = e.Message.IndexOf(". ", StringComparison.Ordinal) + 1;
            return Finding.Failure("secrets", e.Message[..end], e.Message[end..].Trim());
        }
    }
}
