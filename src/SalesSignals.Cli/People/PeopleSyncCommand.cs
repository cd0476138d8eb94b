using System.CommandLine;
using SalesSignals.Directory;
using SalesSignals.Events;

namespace SalesSignals.Cli.People;

/// <summary><c>people sync SOURCE</c>: brings the users of a CRM to the team.</summary>
internal static class PeopleSyncCommand
{
    public static Command Create(CommandContext context)
    {
        var source = new Argument<string>("SOURCE") { Description = "The source as it is configured, such as hubspot." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would change." };
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var command = new Command("sync", "Add the users of a CRM, their owner keys, and who has left. What was imported stays as it is.") { source, dryRun, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            context, parsed.GetRequiredValue(source), parsed.GetValue(dryRun), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, string name, bool isDryRun, bool asJson, CancellationToken cancellationToken)
    {
        var installation = context.Open();
        var accounts = await ReadAsync(Source(installation, name), cancellationToken);
        await installation.Tables.Directory.CreateIfNotExistsAsync(cancellationToken);
        var store = new DirectoryStore(installation.Tables.Directory);
        var plan = PeopleSync.Plan(accounts.Source, accounts.All, await store.ReadAsync(cancellationToken));
        if (!isDryRun)
        {
            await store.SaveAsync(plan.ToSave, cancellationToken);
        }

        await context.Out.WriteAsync(asJson ? PeopleSyncText.Json(plan, isDryRun) : PeopleSyncText.Write(plan, isDryRun));
        foreach (var conflict in plan.Conflicts)
        {
            await context.Error.WriteLineAsync(conflict.Message);
        }

        return plan.Conflicts.IsEmpty ? ExitCode.Done : ExitCode.Failed;
    }

    private static CrmSource Source(Installation installation, string name) =>
        installation.Sources.FirstOrDefault(source => string.Equals(source.Name, name, StringComparison.OrdinalIgnoreCase)) switch
        {
            null => throw new CliException(installation.Sources.Count == 0
                ? $"No source '{name}' is configured here: set Sources__{name}__Kind and what its kind needs."
                : $"No source '{name}' is configured here; known are {string.Join(", ", installation.Sources.Select(source => source.Name))}."),
            { Client: null } source => throw new CliException(
                $"The API of '{source.Name}' cannot be read: it has no access token. Set Sources__{source.Name}__AccessToken, or what docs/connect says for {source.Webhook.Kind}."),
            var source => source,
        };

    private static async Task<(string Source, IEnumerable<CrmAccount> All)> ReadAsync(CrmSource source, CancellationToken cancellationToken)
    {
        try
        {
            var users = await source.Client!.ReadUsersAsync(cancellationToken);
            return (source.Name, users.Select(user => new CrmAccount($"{source.Name}:{user.Id}", user.Name, user.Email, user.Team, user.IsActive)));
        }
        catch (CrmUnavailableException e)
        {
            throw new CliException($"The users of '{source.Name}' cannot be read now: {e.Message}", e);
        }
    }
}
