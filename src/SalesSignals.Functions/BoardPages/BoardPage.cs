using SalesSignals.Directory;

namespace SalesSignals.Functions.BoardPages;

/// <summary>
/// A page of the board, at <c>/api/board/{Path}</c>. To add one: a component with a parameter <c>Model</c>, a class that composes its model
/// and answers <c>visit.PageAsync&lt;TComponent&gt;(title, model)</c>, and a line in <see cref="PageRegistration"/>. Whoever a page is not
/// for is told that there is no such page.
/// </summary>
/// <param name="Path">After <c>/api/board/</c>, one segment; empty for the first page. What the page is about stands in the query.</param>
/// <param name="Label">What the navigation calls it, in the order of registration; null for a page that others lead to.</param>
/// <param name="IsFor">Who may see it at all. Which deals and people they see there, <see cref="BoardScope"/> says.</param>
public sealed record BoardPage(string Path, string? Label, Func<Person, bool> IsFor, Func<BoardVisit, Task<IResult>> ShowAsync)
{
    /// <summary>Takes a form that was posted to the page, after it was proved to be ours; null where there is none.</summary>
    public Func<BoardVisit, IFormCollection, Task<IResult>>? ActAsync { get; init; }

    public static bool Everyone(Person viewer) => viewer is not null;

    public static bool Managers(Person viewer) => viewer is { Role: PersonRole.Manager or PersonRole.Admin };

    public static bool Admins(Person viewer) => viewer is { Role: PersonRole.Admin };
}
