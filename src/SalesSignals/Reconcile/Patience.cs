using SalesSignals.Events;
using SalesSignals.Storage;

namespace SalesSignals.Reconcile;

/// <summary>Waits for a CRM or a store that cannot be asked now, as long as it asks for, longer after each try, and not for ever.</summary>
/// <param name="most">How long to wait for one and the same thing in all; zero: not at all.</param>
/// <param name="tell">Hears why and until when is waited, and null when it goes on.</param>
public sealed class Patience(TimeProvider time, TimeSpan most, Action<Waiting?>? tell = null)
{
    /// <summary>How long a command waits that somebody has started: longer than any CRM asks for at once.</summary>
    public static readonly TimeSpan OfAPerson = TimeSpan.FromHours(2);

    private static readonly TimeSpan LongestStep = TimeSpan.FromMinutes(5);

    /// <summary>Whoever calls has a queue that does the waiting.</summary>
    public static Patience None { get; } = new(TimeProvider.System, TimeSpan.Zero);

    /// <summary>Does work that may be done twice.</summary>
    /// <exception cref="CrmUnavailableException">The CRM cannot be read, and that for too long.</exception>
    /// <exception cref="StorageUnavailableException">The same of the store.</exception>
    internal async Task<T> DoAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        DateTimeOffset? since = null;
        for (var tries = 0; ; tries++)
        {
            try
            {
                var result = await work(cancellationToken);
                if (tries > 0)
                {
                    tell?.Invoke(null);
                }

                return result;
            }
            catch (Exception e) when (e is CrmUnavailableException or StorageUnavailableException && most > TimeSpan.Zero)
            {
                var now = time.GetUtcNow();
                var wait = WaitAfter(e, tries);
                since ??= now;
                if (now + wait - since > most)
                {
                    throw;
                }

                tell?.Invoke(new(e.Message, now + wait));
                await Task.Delay(wait, time, cancellationToken);
            }
        }
    }

    internal Task DoAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken) => DoAsync(
        async cancel =>
        {
            await work(cancel);
            return true;
        },
        cancellationToken);

    private static TimeSpan WaitAfter(Exception failure, int tries)
    {
        var growing = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, tries), LongestStep.TotalSeconds));
        return failure is CrmUnavailableException crm && crm.After > growing ? crm.After : growing;
    }
}

/// <param name="Reason">In an operator's words; nothing secret.</param>
public sealed record Waiting(string Reason, DateTimeOffset Until);
