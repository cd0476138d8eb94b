using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Board;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.Storage;

namespace SalesSignals.Cli.Forget;

/// <summary><c>forget contact SOURCE WHO</c>: a buyer's name and address go from every deal of a source, and from its history.</summary>
internal static class ForgetContactCommand
{
    public static Command Create(CommandContext context)
    {
        var source = new Argument<string>("SOURCE") { Description = "Whose CRM knows them, such as hubspot." };
        var who = new Argument<string>("WHO") { Description = "Their id in that CRM, or their email address." };
        var yes = ForgetCommand.CreateYes();
        var command = new Command("contact", "A customer's contact: their name and address go from all deals of a source and from its history. Their id stays, so that nothing late brings them back.") { source, who, yes };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var installation = context.Open();
            await installation.Tables.CreateAsync(cancellationToken);
            await installation.Queues.CreateAsync(cancellationToken);
            var traces = new ContactTraces(installation.Tables.Deals);
            var name = parsed.GetRequiredValue(source).ToLowerInvariant();
            var ids = await IdsAsync(traces, name, parsed.GetRequiredValue(who), cancellationToken);
            var deals = await CountAsync(traces, name, ids, cancellationToken);
            var told = string.Create(CultureInfo.InvariantCulture, $"contact {string.Join(", ", ids)} of {name}, in {deals} deal(s)");
            if (!parsed.GetValue(yes))
            {
                await context.Out.WriteLineAsync($"This would forget {told}. Nothing is changed yet: say --yes.");
                return ExitCode.Done;
            }

            var forgetting = Open(installation, context.Time);
            ForgottenContact[] contacts = [.. ids.Select(id => new ForgottenContact(id, context.Time.GetUtcNow()))];
            await forgetting.ForgetAsync(name, contacts, cancellationToken);
            await forgetting.StartSecondRoundAsync(name, contacts, cancellationToken);
            await context.Out.WriteLineAsync($"Forgotten: {told}. In an hour the app looks once more, for what was being written meanwhile.");
            await WarnAsync(context, installation.Queues, cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<IReadOnlyCollection<string>> IdsAsync(ContactTraces traces, string source, string who, CancellationToken cancellationToken)
    {
        if (!who.Contains('@', StringComparison.Ordinal))
        {
            return [who];
        }

        var ids = await traces.FindContactsAsync(source, who, cancellationToken);
        return ids.Count > 0 ? ids : throw new CliException($"No deal of {source} has, or had, a contact with that address.");
    }

    private static async Task<int> CountAsync(ContactTraces traces, string source, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        var count = 0;
        for (var bucket = 0; bucket < DealKeys.Buckets; bucket++)
        {
            await foreach (var _ in traces.FindDealsAsync(bucket, source, wanted, cancellationToken))
            {
                count++;
            }
        }

        return count;
    }

    private static Forgetting Open(Installation installation, TimeProvider time)
    {
        var store = new DealStore(installation.Tables.Deals);
        return new(
            new(installation.Tables.Deals),
            store,
            new(store, new(installation.Tables.Board), time),
            installation.Assessors(time),
            installation.Queues.Deliveries,
            time,
            NullLogger<Forgetting>.Instance);
    }

    /// <summary>What waits as it came may name them: it is a webhook's body, and nothing finds people in it.</summary>
    private static async Task WarnAsync(CommandContext context, Queues queues, CancellationToken cancellationToken)
    {
        var poisoned = await queues.DeliveriesPoison.CountAsync(cancellationToken);
        if (poisoned > 0)
        {
            await context.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{poisoned} webhook(s) in poison may still name them: 'poison list' says why they wait, 'poison purge' throws them away."));
        }
    }
}
