using System.Buffers;
using System.Text;
using Azure;
using Azure.Core;

namespace SalesSignals.Azure.Tables;

/// <summary>
/// The requests for writes: each by itself, or several as the multipart body of an entity group transaction
/// ("Performing entity group transactions").
/// </summary>
internal static class TableTransactionContent
{
    /// <summary>The verb for an action.</summary>
    public static RequestMethod Method(TableTransactionActionType type) => type switch
    {
        TableTransactionActionType.Add => RequestMethod.Post,
        TableTransactionActionType.Delete => RequestMethod.Delete,
        TableTransactionActionType.UpdateReplace or TableTransactionActionType.UpsertReplace => RequestMethod.Put,
        _ => RequestMethod.Patch,
    };

    /// <summary>Where an action is sent.</summary>
    public static string Address(TableAddress table, TableTransactionAction action) => action.ActionType == TableTransactionActionType.Add
        ? table.Table
        : table.Entity(action.Entity.PartitionKey, action.Entity.RowKey);

    /// <summary>The version an action insists on; none where it takes any, or none.</summary>
    public static ETag? IfMatch(TableTransactionAction action) => action.ActionType switch
    {
        TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace or TableTransactionActionType.Delete => action.ETag,
        _ => null,
    };

    /// <summary>Writes the multipart body.</summary>
    public static ArrayBufferWriter<byte> Write(TableAddress table, IReadOnlyList<TableTransactionAction> actions, string batch, string changes)
    {
        var body = new ArrayBufferWriter<byte>(1024 * actions.Count);
        Append(body, $"--{batch}\r\nContent-Type: multipart/mixed; boundary={changes}\r\n\r\n");
        foreach (var action in actions)
        {
            Append(body, $"--{changes}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
            Write(body, table, action);
        }

        Append(body, $"--{changes}--\r\n--{batch}--\r\n");
        return body;
    }

    private static void Write(ArrayBufferWriter<byte> body, TableAddress table, TableTransactionAction action)
    {
        Append(body, $"{Method(action.ActionType).Method} {Address(table, action)} HTTP/1.1\r\n");
        Append(body, "Accept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0;\r\n");
        if (IfMatch(action) is { } etag)
        {
            Append(body, $"If-Match: {etag}\r\n");
        }

        if (action.ActionType == TableTransactionActionType.Add)
        {
            Append(body, "Prefer: return-no-content\r\n");
        }

        if (action.ActionType == TableTransactionActionType.Delete)
        {
            Append(body, "\r\n\r\n");
            return;
        }

        Append(body, "Content-Type: application/json\r\n\r\n");
        TableEntityWriter.Write(body, action.Entity);
        Append(body, "\r\n");
    }

    private static void Append(ArrayBufferWriter<byte> body, string text) => Encoding.UTF8.GetBytes(text, body);
}
