using System.Text.Json;

namespace SalesSignals.Azure.Tables;

/// <summary>The types that an answer names; the others are JSON's own.</summary>
internal enum EdmType
{
    None,
    Binary,
    DateTime,
    Double,
    Guid,
    Int64,
}

internal static class EdmTypes
{
    public static EdmType Read(ref Utf8JsonReader json) => json switch
    {
        _ when json.ValueTextEquals("Edm.DateTime"u8) => EdmType.DateTime,
        _ when json.ValueTextEquals("Edm.Int64"u8) => EdmType.Int64,
        _ when json.ValueTextEquals("Edm.Double"u8) => EdmType.Double,
        _ when json.ValueTextEquals("Edm.Guid"u8) => EdmType.Guid,
        _ when json.ValueTextEquals("Edm.Binary"u8) => EdmType.Binary,
        _ => EdmType.None,
    };
}
