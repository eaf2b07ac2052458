namespace RiderPlatform.Organisations.Demo;

/// <summary>The demo city's departments and what they answer for; slugs are part of the stable ids.</summary>
internal static class DemoNames
{
    public static readonly string[] Cities = ["5101", "5111"];

    /// <summary>Slug, name in a county, name in a city, categories of their duty.</summary>
    public static readonly (string Slug, string County, string City, string[] Categories)[] Departments =
    [
        ("urban-management", "城市管理局", "城市管理局", ["road.manhole", "road.damage", "environment", "facility"]),
        ("traffic-police", "公安局交通警察大队", "公安局交通警察支队", ["road.signal", "road.parking"]),
        ("market-supervision", "市场监督管理局", "市场监督管理局", ["food"]),
        ("human-resources", "人力资源和社会保障局", "人力资源和社会保障局", ["labour"]),
        ("housing", "住房和城乡建设局", "住房和城乡建设局", ["access"]),
        ("health", "卫生健康局", "卫生健康委员会", ["health"]),
        ("justice", "司法局", "司法局", ["legal"]),
        ("education", "教育局", "教育局", ["education"]),
        ("fire-rescue", "消防救援大队", "消防救援支队", ["fire"]),
    ];

    /// <summary>Slug, words before and after the region's name.</summary>
    public static readonly (string Slug, string Before, string After)[] MassOrganisations =
    [
        ("union", "", "总工会"),
        ("women", "", "妇女联合会"),
        ("youth-league", "共青团", "委员会"),
    ];

    public static readonly (string Slug, string Name)[] Platforms = [("a", "甲外卖平台（演示）"), ("b", "乙快递平台（演示）")];

    public static readonly string[] Riders =
    [
        "张建国", "李明", "王强", "刘洋", "陈勇", "杨帆", "赵磊", "黄涛", "周杰", "吴刚",
        "徐静", "孙丽", "马超", "朱敏", "胡军", "郭鹏", "何平", "林峰", "罗斌", "高翔",
    ];

    public static string Committee(string region) =>
        region.Length == 4 ? $"organisation/{region}/WorkCommittee" : $"organisation/{region}/IndustryCommittee";

    public static string Station(string street) => $"organisation/{street}/GuidanceStation";

    public static string Department(string region, string slug) => $"organisation/{region}/Department/{slug}";

    /// <summary>Tests samples of food-safety cases; it has no duties of its own.</summary>
    public static string Institute(string city) => Department(city, "food-inspection");

    public static string MassOrganisation(
        string region, string slug) => $"organisation/{region}/MassOrganisation/{slug}";

    public static string Platform(string city, string slug) => $"organisation/{city}/PlatformCompany/{slug}";

    /// <summary>The OAuth client of a platform's own system.</summary>
    public static string PlatformClient(string slug) => $"platform-{slug}-demo";
}
