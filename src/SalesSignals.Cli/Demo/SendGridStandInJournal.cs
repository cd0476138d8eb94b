namespace SalesSignals.Cli.Demo;

/// <summary>What the stand-in has seen, and who waits for it to see more.</summary>
internal sealed class SendGridStandInJournal
{
    private readonly Lock _gate = new();
    private readonly List<CaughtEmail> _caught = [];
    private readonly List<SendGridStandInCall> _calls = [];
    private TaskCompletionSource _changed = NewChange();

    public IReadOnlyList<CaughtEmail> Caught
    {
        get
        {
            lock (_gate)
            {
                return [.. _caught];
            }
        }
    }

    public IReadOnlyList<SendGridStandInCall> Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    public void Add(SendGridStandInCall call)
    {
        lock (_gate)
        {
            _calls.Add(call);
        }
    }

    public void Add(CaughtEmail email)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _caught.Add(email);
            (changed, _changed) = (_changed, NewChange());
        }

        changed.SetResult();
    }

    public async Task<IReadOnlyList<CaughtEmail>> WaitForAsync(Func<IReadOnlyList<CaughtEmail>, bool> until, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            IReadOnlyList<CaughtEmail> caught;
            lock (_gate)
            {
                (changed, caught) = (_changed.Task, [.. _caught]);
            }

            if (until(caught))
            {
                return caught;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
