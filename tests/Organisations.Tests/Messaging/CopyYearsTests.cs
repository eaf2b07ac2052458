using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RiderPlatform.Contracts;
using RiderPlatform.Harness;
using RiderPlatform.Organisations.Data;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Organisations.Tests.Messaging;

/// <summary>Grievances imports a year: rosters know its holidays, of all versions the newest.</summary>
public sealed class CopyYearsTests(OrganisationsFixture fixture) : IClassFixture<OrganisationsFixture>
{
    private static readonly string Week =
        $"/api/v1/rosters/{StableId.Of("roster/demo/organisation/510104/Department/urban-management")}/week"
        + "?from=2041-03-04&to=2041-03-11";

    [Fact]
    public async Task ImportedYear_ReachesTheRosters_AndOlderNewsChangesNothing()
    {
        Assert.Empty(await HolidaysAsync());
        await TellAsync(1, new DateOnly(2041, 3, 4), new DateOnly(2041, 3, 5));
        await Eventually.IsAsync(HolidaysAsync, h => h.SequenceEqual(["2041-03-04 False", "2041-03-05 False"]));
        await TellAsync(3, new DateOnly(2041, 3, 6), new DateOnly(2041, 3, 6));
        await TellAsync(2, new DateOnly(2041, 3, 7), new DateOnly(2041, 3, 7));
        await TellAsync(4, new DateOnly(2041, 3, 8), new DateOnly(2041, 3, 8), work: new DateOnly(2041, 3, 9));
        await Eventually.IsAsync(
            HolidaysAsync, h => h.SequenceEqual(["2041-03-08 False", "2041-03-09 True"]));
        await TellAsync(2, new DateOnly(2041, 3, 7), new DateOnly(2041, 3, 7));
        await TellAsync(1, new DateOnly(2042, 3, 7), new DateOnly(2042, 3, 7), year: 2042);
        await Eventually.IsAsync(TakenAsync, n => n == 6);
        var after = await HolidaysAsync();
        Assert.Equal(["2041-03-08 False", "2041-03-09 True"], after);
    }

    /// <summary>By way of our own outbox: on the wire it is what Grievances sends.</summary>
    private async Task TellAsync(int version, DateOnly from, DateOnly to, DateOnly? work = null, int year = 2041)
    {
        await using var scope = fixture.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OrganisationsDb>();
        db.Publish(new CalendarYearAnnounced
        {
            Year = year, Version = version, Off = [new(from, to, "庆典")],
            Work = work is { } day ? [new(day, day, "庆典")] : [], OccurredAt = TimeProvider.System.GetUtcNow(),
        }, $"{year}", version);
        await db.SaveChangesAsync();
    }

    private async Task<int> TakenAsync()
    {
        await using var scope = fixture.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<OrganisationsDb>().Set<InboxRow>().CountAsync();
    }

    private async Task<string[]> HolidaysAsync() =>
    [
        .. (await fixture.Secretary.ReadAsync(Week))["days"]!.AsArray().Where(d => d!["holiday"] is not null)
            .Select(d => $"{(string)d!["date"]!} {(bool)d["works"]!}"),
    ];
}
