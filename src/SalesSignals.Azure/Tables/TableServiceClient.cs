using Azure.Core;
using Azure.Core.Pipeline;

namespace SalesSignals.Azure.Tables;

/// <summary>
/// The Table service of one storage account. Type names are those of the package Azure.Data.Tables, so that it can take this one's place.
/// </summary>
public sealed class TableServiceClient
{
    private const string Scope = "https://storage.azure.com/.default";

    private readonly HttpPipeline _pipeline;
    private readonly Uri _endpoint;

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options = null)
        : this(endpoint, new TableSharedKeyPolicy(credential, TimeProvider.System), options)
    {
    }

    public TableServiceClient(Uri endpoint, TokenCredential credential, TableClientOptions? options = null)
        : this(endpoint, new BearerTokenAuthenticationPolicy(credential, Scope), options)
    {
    }

    private TableServiceClient(Uri endpoint, HttpPipelinePolicy authentication, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        _endpoint = endpoint;
        _pipeline = HttpPipelineBuilder.Build(options ?? new(), LostAnswerPolicy.Shared, authentication);
    }

    public TableClient GetTableClient(string tableName) => new(_pipeline, _endpoint, tableName);
}
