using SalesSignals.Events;

namespace SalesSignals.Signals;

/// <summary>What the newest won deals teach, however many there are.</summary>
internal sealed class NewestLessons(int capacity)
{
    private readonly PriorityQueue<(DealKey Deal, WonDeal Lesson), (DateTimeOffset WonAt, string Deal)> _lessons = new();

    public void Add(DealKey deal, WonDeal lesson, DateTimeOffset wonAt)
    {
        _lessons.Enqueue((deal, lesson), (wonAt, deal.ToString()));
        if (_lessons.Count > capacity)
        {
            _lessons.Dequeue();
        }
    }

    public BaselineLearner Teach()
    {
        var learner = new BaselineLearner();
        foreach (var ((deal, lesson), _) in _lessons.UnorderedItems)
        {
            learner.Learn(deal, lesson);
        }

        return learner;
    }
}
