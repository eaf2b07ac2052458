using System.Globalization;
using System.Net;
using System.Text.Json;
using Npgsql;
using RiderPlatform.Points.Boards;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Tests.Boards;

/// <summary>Awards and clawbacks of any moment, and boards as their readers get them.</summary>
internal sealed class BoardDesk(PointsFixture fixture)
{
    private static int _regions = 130_000;

    /// <summary>A county of its own, so that tests do not see each other's riders.</summary>
    public string Region { get; } = Interlocked.Increment(ref _regions).ToString(CultureInfo.InvariantCulture);

    public string Street => Region + "001";

    public HttpClient Staff(string? region = null) => fixture.ClientFor(
        null, new Grant(Roles.Secretary, region ?? Region, null));

    public HttpClient Rider(Guid rider) => fixture.Rider(rider, Region);

    /// <summary>The decision as the posting writes it; answers the award.</summary>
    public async Task<Guid> AwardAsync(
        Guid rider, long points, DateTimeOffset at, string? region = null, string category = "road.damage",
        string rule = "solved-case", string? line = null, NpgsqlConnection? within = null)
    {
        var award = Guid.CreateVersion7(at);
        await ExecuteAsync(within, """
            insert into award_decision (key, case_id, rider_id, rule, rule_version, category, severity, region_code,
                day, wanted, points, outcome, transfer_id, decided_at, expires_at, line)
            values ($1, $2, $3, $4, 1, $5, 'Minor', $6, current_date, $7, $7,
                case when $7 > 0 then 'Awarded' else 'CapReached' end, $8, $9, $9, $10)
            """, $"test:{award}", Guid.CreateVersion7(), rider, rule, category, region ?? Street, points, award,
            at.ToUniversalTime(), (object?)line ?? DBNull.Value);
        return award;
    }

    public Task TakeBackAsync(Guid rider, Guid award, long points, DateTimeOffset at, string status = "Approved") =>
        ExecuteAsync(null, """
            insert into proposal (id, kind, rider_id, region_code, points, award_id, reason, source, asked_by,
                asked_at, status, decided_by, decided_at, taken)
            values ($1, 'Clawback', $2, '510104', $3, $4, '虚报', '核查', $5, $6, $7,
                case $7 when 'Open' then null else $8::uuid end, $6, 0)
            """, Guid.CreateVersion7(), rider, points, award, Guid.CreateVersion7(), at.ToUniversalTime(), status,
            Guid.CreateVersion7());

    public Task ShowAsync(Guid rider, bool shown, DateTimeOffset at) => ExecuteAsync(
        null, "insert into board_showing (rider_id, shown, at) values ($1, $2, $3)", rider, shown,
        at.ToUniversalTime());

    public async Task ExecuteAsync(NpgsqlConnection? within, string sql, params object[] values)
    {
        await using var own = within is null ? new NpgsqlConnection(fixture.Database) : null;
        await (own?.OpenAsync() ?? Task.CompletedTask);
        await using var command = new NpgsqlCommand(sql, within ?? own);
        command.Parameters.AddRange(values.Select(v => new NpgsqlParameter { Value = v }).ToArray());
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>This month in China unless the query says otherwise.</summary>
    public async Task<JsonElement> BoardAsync(HttpClient client, string query = "", string street = "") =>
        await (await client.GetAsync(PathOf(query, street))).ReadAsync(HttpStatusCode.OK);

    public Uri PathOf(string query, string street = "") =>
        new($"/api/v1/points/leaderboard?region={Region}{street}{query}", UriKind.Relative);

    /// <summary>Place, rider's code and points of each row.</summary>
    public static List<(int Place, string Code, long Points)> RowsOf(JsonElement board) =>
        [.. board.GetProperty("rows").GetProperty("items").EnumerateArray().Select(r => (
            r.GetProperty("place").GetInt32(), r.GetProperty("code").GetString()!,
            r.GetProperty("points").GetInt64()))];

    public static string Text(DateTimeOffset at) =>
        Uri.EscapeDataString(at.ToString("O", CultureInfo.InvariantCulture));

    public static (int, string, long) Row(int place, Guid rider, long points) => (place, Board.CodeOf(rider), points);
}
