using RiderPlatform.Harness;
using RiderPlatform.Loop;

namespace RiderPlatform.Console.Tests.Access;

/// <summary>
/// A unit, people, a station, a reward and cases whose every free text is markup that would run, made through the API.
/// </summary>
internal sealed class MarkupCity
{
    /// <summary>Fits the shortest name there is.</summary>
    public const string Name = "<img src=x onerror=alert(1)>";
    public const string Text = Name + "\"'</textarea></script><script>alert(2)</script>";
    private const string County = "510104";

    private readonly string _day = Guid.CreateVersion7().ToString("N");
    private readonly Door _door;
    private readonly string _password;
    private PlatformClient _admin = null!;
    private PlatformClient _handler = null!;
    private PlatformClient _rider = null!;
    private PlatformClient _dispatcher = null!;
    private PlatformClient _keeper = null!;
    private Guid _unit;

    private MarkupCity(Door door, string password) => (_door, _password) = (door, password);

    public string Handler => $"handler-{_day}";

    public string Rider => $"rider-{_day}";

    public Guid Station { get; private set; }

    public Guid Reward { get; private set; }

    /// <summary>Closed, with every step that takes words, and taken up again once.</summary>
    public Guid Closed { get; private set; }

    public VoucherView Voucher { get; private set; } = null!;

    public static async Task<MarkupCity> BuildAsync(Door door, string password)
    {
        var city = new MarkupCity(door, password);
        city._admin = await door.SignInAsync("admin");
        city._dispatcher = await door.SignInAsync("dispatcher");
        city._keeper = await door.SignInAsync("keeper");
        await city.RegisterAsync();
        city.Closed = await city.CloseOneAsync();
        await city.ReturnedAsync(await city.DispatchedAsync());
        await city.ActAsync(city._handler, await city.DispatchedAsync(), "accept", new { });
        await city.DispatchedAsync();
        await city.SpendAsync();
        return city;
    }

    private async Task RegisterAsync()
    {
        _unit = (
            await CreateAsync(
            "/api/v1/organisations", new { kind = "Department", name = $"{Name} {_day}", regionCode = County })).Id;
        await CreateAsync("/api/v1/accounts", new
        {
            userName = Handler, password = _password, displayName = Name,
            grants = new[] { new { role = "handler", region = County, organisationId = _unit } },
        });
        var phone = $"139{Math.Abs(_day.GetHashCode(StringComparison.Ordinal)) % 100_000_000:D8}";
        var rider =
            await CreateAsync("/api/v1/riders", new { name = Name, phone, regionCode = County, group = "Courier" });
        await CreateAsync("/api/v1/accounts", new
        {
            userName = Rider, password = _password, displayName = Name, riderId = rider.Id,
            grants = new[] { new { role = "rider", region = County } },
        });
        Reward = (await CreateAsync("/api/v1/rewards", new
        {
            id = Guid.CreateVersion7(), name = Text, nameEn = Text, regionCode = "5101", pricePoints = 7, costFen = 70,
            stock = 5,
        })).Id;
        Station = await OpenStationAsync();
        (_handler, _rider) = (await _door.SignInAsync(Handler), await _door.SignInAsync(Rider));
    }

    /// <summary>At the keeper's own organisation, some way off the city's middle.</summary>
    private async Task<Guid> OpenStationAsync()
    {
        var own = (await _keeper.StationsAsync().ReadAsync<PageView<Registered>>(200)).Items[0];
        return (await CreateAsync("/api/v1/stations", new
        {
            name = Name, kind = "RiderStation", organisationId = own.Organisation.Id, regionCode = own.RegionCode,
            address = Text, longitude = 104.0995, latitude = 30.6405, openingHours = "24/7",
            services = own.Services.Where(s => s.Code != "markup").Append(new Offered("markup", Name, true)),
        })).Id;
    }

    private async Task<CaseView> DispatchedAsync()
    {
        var reported = await _rider.ReportClueAsync(City.Manhole(Text), Key(), Photo.Bytes).ReadAsync<CaseView>(201);
        // The unit is new: the directory is still on its way to the cases.
        var body = new { version = reported.Version, unitId = _unit, note = Text };
        return await Eventually.ReturnsAsync(() => _dispatcher.Caller
            .PostAsync($"/api/v1/cases/{reported.Id}/dispatch", body, Key()).ReadAsync<CaseView>(200));
    }

    private Task<CaseView> ReturnedAsync(CaseView one) => ActAsync(
        _handler, one, "return",
            new { reason = Text, reasonCode = "NotOurDuty", duty = Text, proof = Text });

    private async Task<Guid> CloseOneAsync()
    {
        var one = await ReturnedAsync(await DispatchedAsync());
        one = await ActAsync(_dispatcher, one, "dispatch", new { unitId = _unit, note = Text });
        one = await ResolvedAsync(one);
        one = await ActAsync(
            _rider, one, "callback", new { solved = "NotSolved", satisfaction = "NotSatisfied", comment = Text });
        one = await ActAsync(_dispatcher, one, "reopen", new { reason = Text });
        one = await ActAsync(_dispatcher, one, "dispatch", new { unitId = _unit, note = Text });
        one = await ResolvedAsync(one);
        one = await ActAsync(
            _rider, one, "callback", new { solved = "Solved", satisfaction = "Satisfied", comment = Text });
        return (await ActAsync(_dispatcher, one, "close", new { outcome = "Solved" })).Id;
    }

    private async Task<CaseView> ResolvedAsync(CaseView one)
    {
        one = await ActAsync(_handler, one, "accept", new { });
        return await _handler.ResolveAsync(one.Id, one.Version, Text, Key()).ReadAsync<CaseView>(200);
    }

    private async Task SpendAsync()
    {
        await Eventually.IsAsync(async () => (await _rider.PointsAsync().ReadAsync<BalanceView>(200)).Balance, b =>
            b >= 14);
        Voucher = await _rider.RedeemAsync(Reward, Key()).ReadAsync<VoucherView>(201);
        var used = await _rider.RedeemAsync(Reward, Key()).ReadAsync<VoucherView>(201);
        await _keeper.HandOverAsync(used.Code, Station, Key());
        await _rider.Caller.PostAsync($"/api/v1/stations/{Station}/check-ins", null, Key());
    }

    private async Task<CaseView> ActAsync(PlatformClient who, CaseView one, string action, object words)
    {
        var body = words.GetType().GetProperties().ToDictionary(p => p.Name, p => p.GetValue(words));
        body["version"] = one.Version;
        return await who.Caller.PostAsync($"/api/v1/cases/{one.Id}/{action}", body, Key()).ReadAsync<CaseView>(200);
    }

    private Task<Made> CreateAsync(string path, object body) =>
        _admin.Caller.PostAsync(path, body, Key()).ReadAsync<Made>(201);

    private static string Key() => $"{Guid.CreateVersion7()}";

    private sealed record Made(Guid Id);

    private sealed record Offered(string Code, string Name, bool Available);

    private sealed record Registered(Guid Id, string RegionCode, Made Organisation, IReadOnlyList<Offered> Services);
}
