using System.Collections.Immutable;

namespace SalesSignals.Directory;

/// <summary>Somebody on the sales team.</summary>
public sealed record Person
{
    /// <summary>Ours, stable, such as <c>ana</c>.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Email { get; init; }

    public PersonRole Role { get; init; } = PersonRole.Rep;

    /// <summary>The id of the person they report to.</summary>
    public string? ManagerId { get; init; }

    public string? Team { get; init; }

    /// <summary>IANA id, such as <c>Europe/London</c>.</summary>
    public string TimeZone { get; init; } = "Etc/UTC";

    /// <summary>How they are used to seeing amounts, numbers and days: BCP 47, such as <c>de-DE</c>; null as the settings say.</summary>
    public string? Culture { get; init; }

    /// <summary>What they are to close a quarter, in <see cref="QuotaCurrency"/>.</summary>
    public decimal? QuarterlyQuota { get; init; }

    public string? QuotaCurrency { get; init; }

    /// <summary>Who they are in the CRMs: owner keys <c>source:ownerId</c>.</summary>
    public ImmutableArray<string> OwnerKeys { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Those of <see cref="OwnerKeys"/> whose user is switched off in the CRM.</summary>
    public ImmutableArray<string> InactiveOwnerKeys { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The source whose sync has added them, and keeps name, email and team; null for who was imported.</summary>
    public string? SyncedFrom { get; init; }

    /// <summary>Whether they work here: false for who is said to have left, and for who is switched off in every CRM they own deals in.</summary>
    public bool IsActive { get => IsSaidActive && !IsSwitchedOff; init => IsSaidActive = value; }

    /// <summary>What an import said, whatever the CRMs say.</summary>
    internal bool IsSaidActive { get; private init; } = true;

    // Asked of every deal at every look: without a closure.
    private bool IsSwitchedOff
    {
        get
        {
            foreach (var key in OwnerKeys)
            {
                if (!InactiveOwnerKeys.Contains(key))
                {
                    return false;
                }
            }

            return !OwnerKeys.IsEmpty;
        }
    }

    /// <summary>When they are away, in their own calendar days.</summary>
    public ImmutableArray<Leave> Leave { get; init => field = value.IsDefault ? [] : value; } = [];

    public bool IsOnLeave(DateOnly day) => LeaveOn(day) is not null;

    /// <summary>The leave they are on that day; null where they are there.</summary>
    public Leave? LeaveOn(DateOnly day)
    {
        foreach (var leave in Leave)
        {
            if (leave.Contains(day))
            {
                return leave;
            }
        }

        return null;
    }
}

/// <summary>Days away, both included.</summary>
public readonly record struct Leave(DateOnly From, DateOnly To)
{
    public bool Contains(DateOnly day) => day >= From && day <= To;
}

public enum PersonRole
{
    Rep,
    Manager,
    Admin,
}
