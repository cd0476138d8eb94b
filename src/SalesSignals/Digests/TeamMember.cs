using SalesSignals.Board;
using SalesSignals.Directory;

namespace SalesSignals.Digests;

/// <summary>Somebody on a manager's team, and the deals of their part of the board.</summary>
public sealed record TeamMember(Person Person, IReadOnlyList<BoardDeal> Deals);
