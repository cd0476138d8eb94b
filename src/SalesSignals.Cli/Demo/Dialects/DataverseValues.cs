namespace SalesSignals.Cli.Demo.Dialects;

/// <summary>A column that points at a row.</summary>
internal sealed record DataverseLookup(string Table, string Id, string? Name = null);

/// <summary>A column that holds one of a list of numbers.</summary>
internal sealed record DataverseChoice(int Value);

internal sealed record DataverseMoney(decimal Amount);

/// <summary>Somebody in an activity: 1 wrote it, 2 got it, 5 was asked to come, 7 organises it.</summary>
internal sealed record DataverseParty(int Part, DataverseLookup Person);

/// <summary>Something done to a row, and its columns before and after. A column that is not there has no value.</summary>
/// <param name="Message"><c>Create</c>, <c>Update</c> or <c>Delete</c>.</param>
internal sealed record DataverseOperation(
    DateTimeOffset At,
    string Message,
    string Table,
    string Id,
    IReadOnlyDictionary<string, object> Before,
    IReadOnlyDictionary<string, object> After);
