using Microsoft.EntityFrameworkCore;
using RiderPlatform.Console.Data;

namespace RiderPlatform.Console.Sessions;

/// <summary>
/// Who was faster, by name: the API names accounts by id alone. Known are those who are signed in here, which whoever
/// has just accepted a case before one's eyes mostly is.
/// </summary>
public sealed class Colleagues(ConsoleDb db)
{
    /// <summary>Null for an account that has no session here.</summary>
    public async Task<string?> NameOfAsync(Guid subject, CancellationToken ct)
    {
        var text = subject.ToString();
        var row = await db.Sessions.FromSql($"select * from session where person ->> 'Subject' = {text}")
            .AsNoTracking().OrderByDescending(s => s.SeenAt).FirstOrDefaultAsync(ct);
        return row is null ? null : System.Text.Json.JsonSerializer.Deserialize<Person>(row.Person)!.DisplayName;
    }
}
