using SalesSignals.Backtest;
using SalesSignals.Cli.Import;
using SalesSignals.Directory;
using SalesSignals.Events;

namespace SalesSignals.Cli.Backtest;

/// <summary>A past made of a CSV file, without any installation.</summary>
/// <param name="Undated">How many deals were left out, since nothing tells when anything happened to them.</param>
internal sealed record CsvHistory(History History, PeopleDirectory People, int Undated)
{
    private const string Source = "csv";

    public static CsvHistory Of(IReadOnlyList<ImportedDeal> deals)
    {
        List<DealHistory> histories = [.. deals.Select(deal => new DealHistory(new DealKey(Source, deal.Id), deal.Past().Select(told => HeardEvent.Of(told))))];
        var owners = deals.Select(deal => deal.OwnerId).OfType<string>().Distinct(StringComparer.Ordinal);
        return new(
            History.Of(histories.Where(deal => !deal.Events.IsEmpty)),
            new([.. owners.Select(PersonOf)]),
            histories.Count(deal => deal.Events.IsEmpty));
    }

    // So that each owner's own won deals can be a baseline.
    private static Person PersonOf(string owner) => new() { Id = owner, Name = owner, Email = "", OwnerKeys = [$"{Source}:{owner}"] };
}
