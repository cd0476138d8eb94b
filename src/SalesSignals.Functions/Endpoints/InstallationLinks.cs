using SalesSignals.Functions.Host;
using SalesSignals.Links;

namespace SalesSignals.Functions.Endpoints;

/// <summary>What makes and opens this installation's links. Without public address or keys there are none, and mail goes out without buttons.</summary>
public sealed partial record InstallationLinks(LinkMaker? Maker, LinkSigner? Signer)
{
    private const string KeysSection = "Links:SigningKeys";

    /// <exception cref="StartException">A key is too short.</exception>
    public static InstallationLinks Read(IConfiguration configuration, PublicAddress address)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(address);
        string[] keys = [.. configuration.GetSection(KeysSection).GetChildren().Select(key => key.Value?.Trim() ?? "").Where(key => key.Length > 0)];
        if (keys.Length == 0)
        {
            return new(null, null);
        }

        var signer = SignerOf(keys);
        return new(address.Value is { } value ? new(new Uri(value), signer) : null, signer);
    }

    /// <summary>Tells an operator why mail has no buttons.</summary>
    public void Warn(ILogger logger)
    {
        if (Maker is null)
        {
            Log.NoLinks(logger);
        }
    }

    private static LinkSigner SignerOf(string[] keys)
    {
        try
        {
            return new(keys);
        }
        catch (ArgumentException e)
        {
            throw new StartException($"Links__SigningKeys: {e.Message.Split(" (Parameter")[0]}", e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Mail goes out without links to act, unsubscribe or see the board: set Links__PublicBaseAddress and Links__SigningKeys__0.")]
        public static partial void NoLinks(ILogger logger);
    }
}
