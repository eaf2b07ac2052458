using System.Net.Http.Json;
using RiderPlatform.Harness;

namespace RiderPlatform.Grievances.Tests.Open311;

/// <summary>
/// A category's own form is what its service asks, and its answers are kept as every case keeps them.
/// </summary>
public sealed class CategoryFormTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    private static object Category(bool active) => new
    {
        version = active ? 0 : 1, nameZh = "护栏损坏", nameEn = "Broken railing", severity = "Ordinary", @public = true,
        group = false, active, kinds = new[] { "Clue" },
        form = new object[]
        {
            new { code = "length", type = "Number", nameZh = "长度（米）", nameEn = "Length", required = true },
            new { code = "cost", type = "Money", nameZh = "估价", nameEn = "Cost" },
            new { code = "since", type = "Date", nameZh = "始于", nameEn = "Since" },
            new { code = "at", type = "DateTime", nameZh = "发现时间", nameEn = "Seen at" },
            new { code = "sharp", type = "YesNo", nameZh = "有尖锐处", nameEn = "Sharp edges" },
            new
            {
                code = "side", type = "Choices", nameZh = "哪一侧", nameEn = "Sides",
                options = new[]
                {
                    new { code = "east", nameZh = "东侧", nameEn = "East" },
                    new { code = "west", nameZh = "西侧", nameEn = "West" },
                },
            },
            new { code = "note", type = "Text", nameZh = "备注", nameEn = "Note" },
        },
    };

    [Fact]
    public async Task Form_IsTheServiceDefinition_UntilTheCategoryIsWithdrawn()
    {
        var (admin, city) = (City311.Administrator(fixture), await City311.OpenAsync(fixture));
        var before = (DateTimeOffset)(await city.GetAsync("/discovery.xml")).Element("changeset")!;
        await (await admin.PutAsJsonAsync("/api/v1/categories/road.railing", Category(true))).ReadAsync(200);
        var definition = await Eventually.ReturnsAsync(() => city.GetAsync("/services/road.railing.xml"));
        Assert.Equal(["number", "number", "datetime", "datetime", "singlevaluelist", "multivaluelist", "text"],
            definition.Element("attributes")!.Elements().Select(a => a.Element("datatype")!.Value));
        Assert.True((DateTimeOffset)(await city.GetAsync("/discovery.xml")).Element("changeset")! > before);

        var errors = await City311.ReadAsync(await city.SendAsync("/requests.xml", city.Form(
            ("service_code", "road.railing"), ("attribute[side]", "north"))), 400);
        Assert.Equal(2, errors.Elements().Count());
        Assert.Contains("attribute[length] was not provided", errors.Value, StringComparison.Ordinal);
        Assert.Contains("attribute[side] is not valid", errors.Value, StringComparison.Ordinal);

        var number = await city.ReportAsync(("service_code", "road.railing"), ("attribute[length]", "12"),
            ("attribute[cost]", "99.50"), ("attribute[since]", "2026-11-20T17:00:00Z"),
            ("attribute[at]", "2026-11-21T08:00:00+08:00"), ("attribute[sharp]", "true"),
            ("attribute[side][]", "east"), ("attribute[side][]", "west"));
        var item = (await (await fixture.Dispatcher.GetAsync($"/api/v1/cases?q={number}")).ReadAsync(200))
            .GetProperty("items")[0];
        Assert.Equal(["12", "9950", "2026-11-21", "2026-11-21T00:00:00Z", "true", "east,west"],
            item.GetProperty("answers").EnumerateArray().Select(a => a.Text("value")));

        await (await admin.PutAsJsonAsync("/api/v1/categories/road.railing", Category(false))).ReadAsync(200);
        await Eventually.ReturnsAsync(() => city.GetAsync("/services/road.railing.xml", 404));
        await City311.ReadAsync(
            await city.SendAsync("/requests.xml", city.Form(("service_code", "road.railing"))), 404);
        Assert.Equal("open", (await city.RequestAsync(number)).Element("status")!.Value);
    }
}
