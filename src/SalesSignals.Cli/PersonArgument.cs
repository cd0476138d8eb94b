using SalesSignals.Directory;

namespace SalesSignals.Cli;

/// <summary>Somebody on the team, as several commands name them.</summary>
internal static class PersonArgument
{
    public const string HelpName = "EMAIL|ID";

    /// <exception cref="CliException">Nobody has that id or email.</exception>
    public static Person Find(PeopleDirectory people, string idOrEmail) =>
        people.ById(idOrEmail)
        ?? people.People.FirstOrDefault(person => string.Equals(person.Email.Trim(), idOrEmail.Trim(), StringComparison.OrdinalIgnoreCase))
        ?? throw new CliException($"Nobody in the directory has the id or email '{idOrEmail}'. 'people export' lists who is there.");
}
