namespace SalesSignals.Storage;

/// <summary>Deletes poison that nobody came for.</summary>
public static class PoisonPruning
{
    private const int AtOnce = 32;

    /// <summary>Long enough to delete what was taken; then others see the rest again.</summary>
    private static readonly TimeSpan Visibility = TimeSpan.FromMinutes(1);

    /// <summary>Deletes messages of a poison queue put there before an instant. How many. One look where there are none.</summary>
    /// <param name="most">How many at most, so that one run ends.</param>
    public static async Task<int> PruneAsync(this IQueue poison, DateTimeOffset before, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(poison);
        var deleted = 0;
        while (deleted < most && (await poison.PeekAsync(AtOnce, cancellationToken)).Any(message => message.InsertedAt < before))
        {
            var found = 0;
            foreach (var message in await poison.ReceiveAsync(AtOnce, Visibility, cancellationToken))
            {
                if (message.InsertedAt < before)
                {
                    found += await poison.DeleteAsync(message, cancellationToken) ? 1 : 0;
                }
                else
                {
                    await poison.HideAsync(message, TimeSpan.Zero, cancellationToken);
                }
            }

            deleted += found;
            if (found == 0)
            {
                break;
            }
        }

        return deleted;
    }
}
