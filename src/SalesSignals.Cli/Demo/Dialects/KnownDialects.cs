using System.Collections.Immutable;

namespace SalesSignals.Cli.Demo.Dialects;

/// <summary>The dialects that the demo speaks.</summary>
internal static class KnownDialects
{
    public static ImmutableArray<Dialect> All { get; } =
    [
        HubSpotDialect.Create(),
        PipedriveDialect.Create(),
        SalesforceDialect.Create(),
        DataverseDialect.Create(),
        CloseDialect.Create(),
        StandardWebhooksDialect.Create(),
        CloudEventsDialect.Create(),
    ];

    /// <summary>The dialect of a source, in whatever case; null where none is called so.</summary>
    public static Dialect? Of(string source) => All.FirstOrDefault(dialect => dialect.Source.Equals(source, StringComparison.OrdinalIgnoreCase));
}
