using SalesSignals.Functions.Work;
using SalesSignals.Storage;

namespace SalesSignals.Functions.BoardPages;

/// <summary>
/// Takes the wish for a new link. Whether anybody has the address is found out later, by the work queue: neither what we answer nor how
/// soon tells a stranger who is on the team.
/// </summary>
public sealed class SignInLinks(Queues queues, TimeProvider time)
{
    private const int LongestEmail = 254;

    /// <summary>A team that comes in on a Monday; whoever tries addresses gets no further.</summary>
    private const int MostAMinute = 30;

    private readonly Lock _gate = new();
    private DateTimeOffset _minute;
    private int _asked;

    public async Task AskAsync(string email, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(email);
        var address = email.Trim();
        var isAddress = address.Length is > 2 and <= LongestEmail && address.Contains('@', StringComparison.Ordinal) && !address.Any(char.IsControl);
        if (isAddress && IsWithinLimit())
        {
            await queues.Work.SendAsync(new WorkMessage.SendSignInLink(address).Write(), TimeSpan.Zero, cancellationToken);
        }
    }

    private bool IsWithinLimit()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (now - _minute >= TimeSpan.FromMinutes(1))
            {
                (_minute, _asked) = (now, 0);
            }

            return ++_asked <= MostAMinute;
        }
    }
}
