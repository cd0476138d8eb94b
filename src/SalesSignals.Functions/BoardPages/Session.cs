using SalesSignals.Directory;

namespace SalesSignals.Functions.BoardPages;

/// <summary>Who is looking, and how they came in.</summary>
/// <param name="Key">Tells this session from others, so that a form of one is no form of another.</param>
/// <param name="IsPlatforms">Whether the platform has signed them in; then only it can sign them out.</param>
public sealed record Session(Person Viewer, string Key, bool IsPlatforms);
