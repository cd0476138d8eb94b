using System.Collections.Immutable;

namespace SalesSignals.Directory;

/// <summary>What a sync changes of a person, in words.</summary>
internal static class PersonDifference
{
    public static ImmutableArray<string> Of(Person before, Person after) =>
    [
        .. after.OwnerKeys.Except(before.OwnerKeys).Select(key => $"owner key {key}"),
        .. Field("name", before.Name, after.Name),
        .. Field("email", before.Email, after.Email),
        .. Field("team", before.Team, after.Team),
        .. after.InactiveOwnerKeys.Except(before.InactiveOwnerKeys).Select(key => $"{key} is switched off"),
        .. before.InactiveOwnerKeys.Except(after.InactiveOwnerKeys).Select(key => $"{key} is switched on again"),
    ];

    private static IEnumerable<string> Field(string name, string? before, string? after) => before == after ? [] : [$"{name} {after}"];
}
