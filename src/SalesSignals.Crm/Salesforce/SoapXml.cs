using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Salesforce;

/// <summary>Reads XML of strangers: no document type, so no entities; nothing fetched; bounded in size and depth.</summary>
internal static class SoapXml
{
    public static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    public static readonly XNamespace Outbound = "http://soap.sforce.com/2005/09/outbound";
    public static readonly XNamespace Record = "urn:sobject.enterprise.soap.sforce.com";
    public static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>Messages need six levels. Trees are walked recursively, and deep ones would end the process.</summary>
    private const int MaxDepth = 32;

    private static readonly XmlReaderSettings ReaderSettings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = DeliveryStore.MaxBodyBytes,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private static readonly XmlWriterSettings WriterSettings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        NewLineHandling = NewLineHandling.Entitize,
    };

    public static XmlReader Reader(ReadOnlyMemory<byte> body)
    {
        var bytes = MemoryMarshal.TryGetArray(body, out var segment) ? segment : new(body.ToArray());
        return XmlReader.Create(new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false), ReaderSettings);
    }

    /// <summary>Loads a body, or says what is wrong with it without quoting it.</summary>
    public static bool TryLoad(
        ReadOnlyMemory<byte> body, [NotNullWhen(true)] out XDocument? document, [NotNullWhen(false)] out string? problem)
    {
        (document, problem) = (null, null);
        try
        {
            problem = IsDeep(body) ? $"The body nests elements more than {MaxDepth} levels deep." : null;
            using var reader = Reader(body);
            document = problem is null ? XDocument.Load(reader, LoadOptions.PreserveWhitespace) : null;
        }
        catch (XmlException e)
        {
            // The parser's own message may quote the body.
            var at = e.LineNumber > 0 ? $" (line {e.LineNumber}, position {e.LinePosition})" : "";
            problem = $"The body is not well-formed XML without a document type{at}.";
        }

        return document is not null;
    }

    public static byte[] Save(XDocument document)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, WriterSettings))
        {
            document.Save(writer);
        }

        return stream.ToArray();
    }

    private static bool IsDeep(ReadOnlyMemory<byte> body)
    {
        using var reader = Reader(body);
        while (reader.Read())
        {
            if (reader.Depth >= MaxDepth)
            {
                return true;
            }
        }

        return false;
    }
}
