using System.Text.Json.Serialization;
using SalesSignals.Events;
using SalesSignals.Storage;

namespace SalesSignals.Board;

/// <summary>Contacts to be forgotten in the deals of a bucket, <c>forget-contact</c> version 1 on the <c>deliveries</c> queue.</summary>
internal sealed record ForgetMessage(string Source, IReadOnlyList<ForgottenContact> Contacts, int Bucket)
{
    public const string Name = "forget-contact";
    private const int Version = 1;

    public string Write() => NamedMessage.Write(Name, Version, this, ForgetJson.Default.ForgetMessage);

    /// <exception cref="UnreadableMessageException">The message is of a version that is not known.</exception>
    public static ForgetMessage Read(NamedMessage message) => message is { Name: Name, Version: Version }
        ? message.DataAs(ForgetJson.Default.ForgetMessage)
        : throw new UnreadableMessageException($"The message is '{message.Name}' version {message.Version}; expected '{Name}' version {Version}.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ForgetMessage))]
internal sealed partial class ForgetJson : JsonSerializerContext;
