using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RiderPlatform.Contracts;
using RiderPlatform.Harness;
using RiderPlatform.Points.Consumers;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Vouchers;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Points.Tests;

/// <summary>The points service with the demo city's funds and rewards, and the steps that tests are made of.</summary>
public sealed class PointsFixture() : ServiceFixture<Program>("points")
{
    public static readonly Guid Chengdu = StableId.Of("fund/5101");
    public static readonly Guid Meal = StableId.Of("reward/demo/canteen-meal");
    public const string Street = "510104020";

    /// <summary>
    /// Sweeping by the clock is off: a test says when a voucher or a lot expires. One clock needs no margin.
    /// </summary>
    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
        [new("Vouchers:SweepSeconds", "86400"), new("Lots:SweepSeconds", "86400"), new("Debts:SweepSeconds", "86400"),
            new("Audit:Seconds", "86400"), new("Boards:SettleSeconds", "0"), new("Boards:StepSeconds", "0")];

    public HttpClient Administrator => ClientFor(null, new Grant(Roles.Administrator, "", null));

    public HttpClient Rider(Guid rider, string region = "5101") =>
        ClientFor(rider, rider, new Grant(Roles.Rider, region, null));

    public HttpClient Keeper(Guid organisation, string region = "510104") =>
        ClientFor(null, new Grant(Roles.Keeper, region, organisation));

    public static CaseClosed Closed(
        Guid rider, string severity = "Ordinary", string region = Street, Guid? caseId = null) => new()
    {
        CaseId = caseId ?? Guid.CreateVersion7(),
        CaseVersion = 7,
        RiderId = rider,
        Kind = "Clue",
        Category = "road.damage",
        Severity = severity,
        Outcome = "Solved",
        RegionCode = region,
        ReportedAt = new DateTimeOffset(2026, 5, 1, 2, 0, 0, TimeSpan.Zero),
        OccurredAt = new DateTimeOffset(2026, 5, 2, 2, 0, 0, TimeSpan.Zero),
    };

    /// <summary>What the intake does with a batch, without the broker: one transaction around the consumer.</summary>
    public static async Task ConsumeAsync(IServiceProvider services, params CaseClosed[] facts)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PointsDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await scope.ServiceProvider.GetRequiredService<AwardPointsForClosedCase>()
            .ConsumeAsync(facts, CancellationToken.None);
        await transaction.CommitAsync();
    }

    public Task ConsumeAsync(params CaseClosed[] facts) => ConsumeAsync(Services, facts);

    /// <summary>Through the outbox, the relay and the broker.</summary>
    public Task PublishAsync<TFact>(TFact fact, Guid key, long version = 1) where TFact : class =>
        WithAsync<PointsDb, int>(db =>
    {
        db.Publish(fact, key, version);
        return db.SaveChangesAsync();
    });

    /// <summary>A rider with this many points (a multiple of 30, ten at a time at most a day's cap).</summary>
    public async Task<Guid> RiderWithAsync(int points, string region = Street)
    {
        var rider = Guid.CreateVersion7();
        var cases = Enumerable.Range(0, points / 30).Select(i => Closed(rider, "Major", region) with
        {
            ReportedAt = new DateTimeOffset(2026, 5, 1, 2, 0, 0, TimeSpan.Zero).AddDays(i),
        });
        await ConsumeAsync([.. cases]);
        return rider;
    }

    public async Task<Guid> StationAsync(Guid organisation, string region = Street)
    {
        var station = new StationCopy
        {
            Id = Guid.CreateVersion7(), Version = 1, OrganisationId = organisation, Name = "水井坊驿站",
                RegionCode = region, Active = true,
        };
        await WithAsync<PointsDb, int>(db =>
        {
            db.Add(station);
            return db.SaveChangesAsync();
        });
        return station.Id;
    }

    public async Task<Guid> FundAsync(string region, long budgetFen)
    {
        var answer =
            await Administrator.PostAsJsonAsync(
            "/api/v1/funds", new { name = $"基金 {region}", regionCode = region, budgetFen });
        return (await answer.ReadAsync(HttpStatusCode.Created)).GetProperty("id").GetGuid();
    }

    public async Task<Guid> RewardAsync(
        long price = 30, long stock = 100, string region = "5101", Guid? organisation = null, long cost = 200)
    {
        var answer = await Administrator.PostAsJsonAsync("/api/v1/rewards", new
        {
            name = "头盔", nameEn = "Helmet", regionCode = region, organisationId = organisation, pricePoints = price,
                costFen = cost, stock,
        });
        return (await answer.ReadAsync(HttpStatusCode.Created)).GetProperty("id").GetGuid();
    }

    public async Task<string> VoucherAsync(Guid rider, Guid reward)
    {
        var answer = await Rider(rider)
            .PostAsync(new Uri($"/api/v1/rewards/{reward}/redemptions", UriKind.Relative), null);
        return (await answer.ReadAsync(HttpStatusCode.Created)).GetProperty("code").GetString()!;
    }

    /// <summary>What the database has of a code.</summary>
    public string Stored(string code) => Services.GetRequiredService<VoucherCodes>().StoredOf(code)!;

    public async Task<Guid> VoucherIdAsync(string code) =>
        await ScalarAsync<Guid>("select id from voucher where code = $1", Stored(code));

    public async Task<(long Balance, long Held)> PointsOfAsync(Guid rider)
    {
        var body = await Rider(rider).GetFromJsonAsync<JsonElement>("/api/v1/points/me");
        return (body.GetProperty("balance").GetInt64(), body.GetProperty("held").GetInt64());
    }

    /// <summary>A fund's money in fen.</summary>
    public async Task<(long Available, long Committed, long Spent)> AmountsAsync(Guid fund)
    {
        var view = await Administrator.GetFromJsonAsync<JsonElement>($"/api/v1/funds/{fund}");
        return (view.GetProperty("availableFen").GetInt64(), view.GetProperty("committedFen")
            .GetInt64(), view.GetProperty("spentFen").GetInt64());
    }

    /// <summary>The service's own proof of its books must hold.</summary>
    public async Task VerifyAsync()
    {
        var proof = await Administrator.GetFromJsonAsync<JsonElement>("/api/v1/points/verification");
        Assert.True(proof.GetProperty("holds").GetBoolean(), proof.ToString());
    }

    public async Task<T> ScalarAsync<T>(string sql, params object[] values)
    {
        await using var connection = new NpgsqlConnection(Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return (T)Convert.ChangeType(
            (await command.ExecuteScalarAsync())!, typeof(T), System.Globalization.CultureInfo.InvariantCulture);
    }
}
