using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;

namespace RiderPlatform.Console.Pages.Cases;

/// <summary>Who of the unit has the case.</summary>
public sealed partial class CaseModel
{
    /// <summary>Of the assignment that the person had before them; it has no part in the case's own version.</summary>
    [BindProperty]
    public int AssignedVersion { get; set; }

    /// <summary>Null: the person takes it over.</summary>
    [BindProperty]
    public Guid? AssignTo { get; set; }

    public Guid? Account => Me.Person?.Subject;

    public Task<IActionResult> OnPostAssignAsync() => UrgeAsync<Units.Assigned>(
        "assignee", new { Version = AssignedVersion, AccountId = AssignTo },
        AssignTo is null ? "unit.done.take" : "unit.done.give", ("accountId", nameof(AssignTo)));
}
