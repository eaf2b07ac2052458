using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Organisations.Demo;

/// <summary>Who can sign in to the demo city.</summary>
/// <param name="Region">Region prefix of the grant.</param>
/// <param name="Organisation">Id name of the organisation, or null.</param>
/// <param name="Rider">Number of the demo rider, or null.</param>
internal sealed record DemoAccount(
    string User, string DisplayName, string Role, string RoleText, string Region,
    string? Organisation = null, int? Rider = null)
{
    public Guid Id => StableId.Of($"account/{User}");

    public Guid? OrganisationId => Organisation is null ? null : StableId.Of(Organisation);

    public Guid? RiderId => Rider is { } n ? StableId.Of($"rider/demo/{n}") : null;

    /// <param name="keeperStreet">A street of 锦江区 whose guidance station runs a rest station.</param>
    /// <param name="otherKeeperStreet">The same in 武侯区.</param>
    public static IEnumerable<DemoAccount> All(string keeperStreet, string otherKeeperStreet) =>
    [
        new("admin", "系统管理员", Roles.Administrator, "管理员 administrator", ""),
        new("admin2", "系统管理员二", Roles.Administrator, "管理员 administrator", ""),
        new("dispatcher", "成都市派单员", Roles.Dispatcher, "派单员 dispatcher", "5101"),
        new("dispatcher.leshan", "乐山市派单员", Roles.Dispatcher, "派单员 dispatcher", "5111"),
        Handler("handler.jinjiang", "锦江区城管承办员", "510104"),
        Handler("handler2.jinjiang", "锦江区城管承办员二", "510104"),
        Handler("handler.wuhou", "武侯区城管承办员", "510107"),
        new("institute", "成都市食品检验员", Roles.Handler, "检验机构 institute", "5101", DemoNames.Institute("5101")),
        new("handler.food", "锦江区市场监管承办员", Roles.Handler, "承办单位 handler", "510104",
            DemoNames.Department("510104", "market-supervision")),
        Platform("a", "甲外卖平台申诉专员"),
        Platform("b", "乙快递平台申诉专员"),
        new("keeper", "锦江区驿站管理员", Roles.Keeper, "驿站管理员 keeper", "510104", DemoNames.Station(keeperStreet)),
        new("keeper.wuhou", "武侯区驿站管理员", Roles.Keeper, "驿站管理员 keeper", "510107", DemoNames.Station(otherKeeperStreet)),
        new("secretary", "成都市组织干事", Roles.Secretary, "组织干事 secretary", "5101"),
        new("supervisor", "成都市督办员", Roles.Supervisor, "督办 supervisor", "5101"),
        new("leader", "成都市委领导", Roles.Leader, "领导 leader", "5101"),
        new("operations", "运维", Roles.Operations, "运维 operations", ""),
        .. Enumerable.Range(1, DemoNames.Riders.Length).Select(n =>
            new DemoAccount($"rider{n}", $"骑手{n}号", Roles.Rider, "骑手 rider", "5101", Rider: n)),
    ];

    private static DemoAccount Platform(string slug, string name) => new(
        $"platform.{slug}", name, Roles.Handler, "平台企业 platform", "5101", DemoNames.Platform("5101", slug));

    private static DemoAccount Handler(string user, string name, string county) => new(
        user, name, Roles.Handler, "承办单位 handler", county, DemoNames.Department(county, "urban-management"));
}
