using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.Stations.Data;
using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Demo;

/// <summary>
/// The demo city's stations: 237 in Chengdu, as many as the city counts, and 22 in Leshan, spread around approximate
/// centres of real streets. Positions, names and hours are made up and marked so. The same on every run and machine.
/// </summary>
internal sealed class DemoStations(StationsDb db, TimeProvider time) : ISeed
{
    private const double MetresPerDegree = 111_195;

    private static readonly (string Text, StationKind Kind)[] Sorts =
    [
        ("24/7", StationKind.RiderStation),
        ("Mo-Su 08:00-22:00", StationKind.CommunityCentre),
        ("Mo-Fr 09:00-18:00; PH off", StationKind.CommunityCentre),
        ("Mo-Su 06:30-02:00", StationKind.RiderStation),
        ("Mo-Su 10:00-14:00,16:30-21:00", StationKind.KindMerchant),
        ("Mo-Sa 07:00-20:00; Su,PH 09:00-18:00", StationKind.PeoplesCanteen),
        ("24/7", StationKind.TruckDriversHome),
    ];

    /// <summary>Code, name, longitude, latitude and number of stations of a street.</summary>
    public sealed record Street(string Code, string Name, Position Centre, int Stations);

    public static IReadOnlyList<Street> Streets { get; } = Read();

    public async Task SeedAsync(CancellationToken ct)
    {
        var seeded = await db.Stations.Where(s => s.Demo).Select(s => s.Id).ToHashSetAsync(ct);
        var now = time.GetUtcNow();
        var stations = Streets.SelectMany(s => Enumerable.Range(1, s.Stations).Select(n => Of(s, n, now)))
            .Where(s => !seeded.Contains(s.Id)).ToList();
        if (stations.Count == 0)
        {
            return;
        }

        await db.InTransactionAsync(async () =>
        {
            db.AddRange(stations);
            stations.ForEach(db.Announce);
            await db.SaveChangesAsync(ct);
            await db.MoveRevisionAsync(ct);
            return true;
        }, ct);
    }

    private static Station Of(Street street, int number, DateTimeOffset now)
    {
        var (hours, kind) = Sorts[(int.Parse(street.Code[^3..], CultureInfo.InvariantCulture) + number) % Sorts.Length];
        var id = StableId.Of($"station/demo/{street.Code}/{number}");
        var details = new StationDetails(
            $"{street.Name.Replace("街道", "", StringComparison.Ordinal)}骑手驿站{number}号（示范）", kind,
            StableId.Of($"organisation/{street.Code}/GuidanceStation"), [], street.Code,
            $"{street.Name}示范路 {number * 18} 号（示范数据 demo）", Spread(street.Centre, street.Code, number),
            Services(number),
            OpeningHours.Parse(hours, out _)!);
        return Station.Register(id, details, now, demo: true);
    }

    /// <summary>150 to 750 m from the centre, the stations of a street in different directions.</summary>
    private static Position Spread(Position centre, string street, int number)
    {
        var seed = int.Parse(street[^6..], CultureInfo.InvariantCulture);
        var angle = (number * 2.4) + (seed % 63 / 10.0);
        var metres = 150 + ((number * 150) + (seed % 7 * 20));
        var north = metres * Math.Sin(angle) / MetresPerDegree;
        var east = metres * Math.Cos(angle) / (MetresPerDegree * Math.Cos(double.DegreesToRadians(centre.Latitude)));
        return new Position(Math.Round(centre.Longitude + east, 6), Math.Round(centre.Latitude + north, 6));
    }

    private static List<Offering> Services(int number) =>
    [
        .. Offering.Basic.Select((b, i) => new Offering(b.Key, b.Value, i < 3 || (number + i) % 3 > 0, null)),
        new Offering("microwave", "微波炉 Microwave", true, null),
        .. number % 2 == 0 ? [new Offering("battery-cabinet", "换电柜 Battery cabinet", true, 200)]
            : Array.Empty<Offering>(),
        .. number % 4 == 3 ? [new Offering("meal", "爱心套餐 Meal", true, 1000)] : Array.Empty<Offering>(),
    ];

    private static List<Street> Read()
    {
        using var file = new StreamReader(typeof(DemoStations).Assembly.GetManifestResourceStream("streets.csv")!);
        return [.. file.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line =>
        {
            var fields = line.Split(',');
            var centre = new Position(
                double.Parse(fields[2], CultureInfo.InvariantCulture),
                    double.Parse(fields[3], CultureInfo.InvariantCulture));
            return new Street(fields[0], fields[1], centre, int.Parse(fields[4], CultureInfo.InvariantCulture));
        })];
    }
}
