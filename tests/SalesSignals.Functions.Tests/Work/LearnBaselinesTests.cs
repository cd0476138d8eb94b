using SalesSignals.Functions.Work;
using SalesSignals.Signals;
using SalesSignals.Storage;

namespace SalesSignals.Functions.Tests.Work;

public class LearnBaselinesTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 16, 7, 5, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_Evaluation_Timer_Has_It_Learned_Once_A_Day()
    {
        var rig = await WorkRig.CreateAsync(Monday);
        var learnedAt = new List<DateTimeOffset>();
        for (var hour = 0; hour < 50; hour++)
        {
            await rig.Schedules.ScheduleEvaluationAsync(CancellationToken.None);
            await rig.DoWorkAsync();
            learnedAt.Add((await new BaselineStore(rig.Tables.Settings).ReadAsync(CancellationToken.None))!.LearnedAt);
            rig.Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal([Monday, Monday.AddDays(1), Monday.AddDays(2)], learnedAt.Distinct());
    }

    [Fact]
    public async Task It_Is_Asked_For_Only_When_It_Is_Due()
    {
        var rig = await WorkRig.CreateAsync(Monday);
        await new BaselineStore(rig.Tables.Settings).SaveAsync(new(new("", [], []), Monday.AddHours(-23)), deals: 0, CancellationToken.None);

        await rig.Schedules.ScheduleEvaluationAsync(CancellationToken.None);
        var fresh = await LearningMessagesAsync(rig);
        rig.Time.Advance(TimeSpan.FromHours(1));
        await rig.Schedules.ScheduleEvaluationAsync(CancellationToken.None);

        Assert.Equal(0, fresh);
        Assert.Equal(1, await LearningMessagesAsync(rig));
    }

    private static async Task<int> LearningMessagesAsync(WorkRig rig)
    {
        var count = 0;
        while (await rig.Queues.Work.ReceiveAsync(32, TimeSpan.FromMinutes(1), CancellationToken.None) is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                count += WorkMessage.Read(message.Text) is WorkMessage.LearnBaselines ? 1 : 0;
                await rig.Queues.Work.DeleteAsync(message, CancellationToken.None);
            }
        }

        return count;
    }
}
