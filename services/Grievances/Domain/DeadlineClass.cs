namespace RiderPlatform.Grievances.Domain;

/// <summary>
/// How long a unit has for the cases that it gets by a duty: in place of the limit of severity and category, for the
/// unit's clock alone. The rider is promised the same, whoever's duty it is.
/// </summary>
public enum DeadlineClass
{
    /// <summary>By severity and category.</summary>
    General,

    /// <summary>A part of that, day and night.</summary>
    Urgent,

    /// <summary>By work days: what is settled at desks.</summary>
    WorkDays,
}
