using System.Collections.Immutable;
using System.CommandLine;
using SalesSignals.Azure;
using SalesSignals.Functions.Host;
using SalesSignals.Telemetry;

namespace SalesSignals.Cli.Doctor;

/// <summary><c>doctor [--only AREA] [--json]</c>: looks at all that has to be right, and says of each thing that is not how to mend it.</summary>
internal static class DoctorCommand
{
    private static readonly ImmutableArray<string> Areas = ["storage", "settings", "clock", "sources", "sendgrid", "links", "people", "queues", "timers"];

    public static Command Create(CommandContext context)
    {
        var only = new Option<string[]>("--only") { Description = $"Look at this only: {string.Join(", ", Areas)}. May be given several times.", HelpName = "AREA" };
        only.AcceptOnlyFromAmong([.. Areas]);
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var command = new Command(
            "doctor",
            "Look at all that has to be right, with the app's own settings, and say how to mend what is not. Exit code 0: all well; 4: warnings; 3: failures.") { only, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(context, parsed.GetValue(only) ?? [], parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, string[] only, bool asJson, CancellationToken cancellationToken)
    {
        using var http = Patient.CreateHttp();
        var patient = Admit(context, http);
        var report = new DoctorReport(asJson ? TextWriter.Null : context.Out);
        var isUsable = true;
        foreach (var exam in ExamsOf(patient).Where(exam => only.Length == 0 || only.Contains(exam.Area)))
        {
            if (exam.NeedsStorage && (patient.Installation is null || !isUsable))
            {
                await report.AddAsync(exam.Area, Finding.Unseen(exam.Area, "Nothing can be said while storage cannot be used."));
                continue;
            }

            var worst = await LookAsync(exam, report, cancellationToken);
            isUsable &= exam.Area is not "storage" || worst is not Verdict.Failure;
        }

        await (asJson ? context.Out.WriteLineAsync(report.Json()) : report.SumUpAsync());
        return report.ExitCode;
    }

    private static Patient Admit(CommandContext context, HttpClient http)
    {
        try
        {
            return new(context.Configuration(), context.Open(), null, context.Time, http);
        }
        catch (StorageConnectionException e)
        {
            return new(context.Configuration(), null, e.Message, context.Time, http);
        }
    }

    private static IEnumerable<Exam> ExamsOf(Patient patient) =>
    [
        new("storage", false, token => StorageExam.LookAsync(patient, token)),
        new("settings", false, _ => SecretsExam.LookAsync(patient)),
        new("settings", true, token => SettingsExam.LookAsync(patient, token)),
        new("clock", false, token => ClockExam.LookAsync(patient, token)),
        new("sources", true, token => SourcesExam.LookAsync(patient, token)),
        new("sendgrid", false, token => SendGridExam.LookAsync(patient, token)),
        new("links", false, token => LinksExam.LookAsync(patient, token)),
        new("people", true, token => PeopleExam.LookAsync(patient, token)),
        new("queues", true, token => QueuesExam.LookAsync(patient, token)),
        new("timers", true, token => TimersExam.LookAsync(patient, token)),
    ];

    /// <summary>What nobody has thought of ends one exam and not the others.</summary>
    private static async Task<Verdict> LookAsync(Exam exam, DoctorReport report, CancellationToken cancellationToken)
    {
        var worst = Verdict.Well;
        try
        {
            await foreach (var finding in exam.LookAsync(cancellationToken))
            {
                await report.AddAsync(exam.Area, finding);
                worst = finding.Verdict > worst ? finding.Verdict : worst;
            }
        }
#pragma warning disable CA1031 // It is told, in words that hold no secret.
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            await report.AddAsync(exam.Area, Finding.Failure(exam.Area, FailureReason.Of(e), "Run this again; if it stays so, report it with this line."));
            worst = Verdict.Failure;
        }

        return worst;
    }
}
