using System.Globalization;
using SalesSignals.Deals;
using SalesSignals.Events;

namespace SalesSignals.Cli.Import;

/// <summary>Reads one line by a mapping; everything that is wrong with it is noted.</summary>
internal sealed class DealLine(int line, DealMapping mapping, StageMap stages, Func<string, string?> cell, DateTimeOffset now)
{
    private static readonly TimeSpan Noon = TimeSpan.FromHours(12);

    private readonly List<ImportError> _errors = [];

    public IReadOnlyList<ImportError> Errors => _errors;

    /// <summary>The deal; of no use where there are errors.</summary>
    public ImportedDeal Read()
    {
        var stage = Value(DealColumn.Stage);
        var pipeline = Value(DealColumn.Pipeline);
        var status = Status();
        var isClosed = status is DealStatus.Won or DealStatus.Lost || (status is null && stages.Resolve(pipeline, stage) is DealStage.Won or DealStage.Lost);
        var endsInStage = stages.Resolve(pipeline, stage) is DealStage.Won or DealStage.Lost;
        var closedAt = isClosed ? Instant(DealColumn.ClosedAt, Noon) : null;
        var deal = new ImportedDeal
        {
            Line = line,
            Id = Value(DealColumn.Id) ?? Refuse("it has no id", ""),
            Name = Value(DealColumn.Name),
            OwnerId = Value(DealColumn.Owner),
            Pipeline = pipeline,
            Stage = stage,
            OpenStage = isClosed && endsInStage ? Value(DealColumn.OpenStage) : stage,
            Status = status,
            Amount = Amount(),
            Currency = Currency(),
            CreatedAt = Instant(DealColumn.CreatedAt, TimeSpan.Zero),
            StageEnteredAt = Instant(DealColumn.StageEnteredAt, TimeSpan.Zero),
            CloseOn = Instant(DealColumn.CloseDate, Noon, mayBeLater: true) is { } closeOn ? Day(closeOn) : closedAt is { } at ? Day(at) : null,
            ClosedAt = closedAt,
            AccountId = Value(DealColumn.AccountId),
            AccountName = Value(DealColumn.Account),
            ForecastCategory = Value(DealColumn.ForecastCategory)?.ToLowerInvariant(),
            Url = Value(DealColumn.Url),
        };
        Check(deal, isClosed);
        return deal;
    }

    private void Check(ImportedDeal deal, bool isClosed)
    {
        if (isClosed && deal.ClosedAt is null && _errors.All(error => !error.Message.StartsWith(DealColumn.ClosedAt, StringComparison.Ordinal)))
        {
            Refuse("it is won or lost, and does not tell when (closedAt)", 0);
        }

        if (deal.ClosedAt < deal.CreatedAt || deal.ClosedAt < deal.StageEnteredAt)
        {
            Refuse("it was closed before it began", 0);
        }
    }

    private DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    private TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(mapping.TimeZone);

    private string? Value(string field)
    {
        var said = mapping.Columns.TryGetValue(field, out var column) ? cell(column) : mapping.Constants.GetValueOrDefault(field);
        return said is not null && mapping.Values.TryGetValue(field is DealColumn.OpenStage ? DealColumn.Stage : field, out var words) ? words.GetValueOrDefault(said, said) : said;
    }

    private DealStatus? Status()
    {
        switch (Value(DealColumn.Status)?.ToLowerInvariant())
        {
            case null:
                return null;
            case "open":
                return DealStatus.Open;
            case "won":
                return DealStatus.Won;
            case "lost":
                return DealStatus.Lost;
            default:
                return Refuse($"status '{Value(DealColumn.Status)}' is none of open, won and lost; --value status:{Value(DealColumn.Status)}=won says what it means", (DealStatus?)null);
        }
    }

    private decimal? Amount() => Value(DealColumn.Amount) is not { } text ? null
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount) ? amount
        : Refuse($"amount '{text}' is no number such as 1234.50", (decimal?)null);

    private string? Currency() => Value(DealColumn.Currency)?.ToUpperInvariant() is not { } text ? null
        : text.Length == 3 && text.All(char.IsAsciiLetterUpper) ? text
        : Refuse($"currency '{text}' is no ISO code such as EUR", (string?)null);

    /// <param name="ofDay">Which time of a day that is told without one.</param>
    private DateTimeOffset? Instant(string field, TimeSpan ofDay, bool mayBeLater = false)
    {
        if (Value(field) is not { } text)
        {
            return null;
        }

        if (DateText.Parse(text, mapping.DateFormats, Zone, ofDay) is not { } at)
        {
            return Refuse($"{field} '{text}' is no day or time that I can read; --date-format says how they are written", (DateTimeOffset?)null);
        }

        return at <= now || mayBeLater ? at : Refuse($"{field} '{text}' lies in the future", (DateTimeOffset?)null);
    }

    private T Refuse<T>(string message, T instead)
    {
        _errors.Add(new(line, message));
        return instead;
    }
}

internal sealed record ImportError(int Line, string Message)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"line {Line}: {Message}");
}
