using System.Text.Json;

namespace RiderPlatform.Grievances.Tests.Open311;

/// <summary>Updates of other systems: comments, stored once, which move nothing.</summary>
public sealed class UpdateTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    private static (string, string)[] Update(
        City311 city, string number, string id, string status = "OPEN", string at = "2026-11-22T08:00:00Z",
        string text = "还在") =>
    [
        ("api_key", city.Key), ("service_request_id", number), ("update_id", id), ("status", status),
        ("updated_datetime", at), ("description", text),
    ];

    private async Task<List<JsonElement>> CommentsAsync(Guid id) =>
        [.. (await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{id}/timeline")).ReadAsync(200)).EnumerateArray()
            .Where(s => s.Text("kind") == "Commented")];

    [Fact]
    public async Task Updates_LateAndRepeated_OverTwoReplicas_AreStoredOnce_AndMoveNothing()
    {
        var replica = await fixture.StartReplicaAsync();
        var city = await City311.OpenAsync(fixture);
        City311[] doors = [city, city.At(replica.Address)];
        var number = await city.ReportAsync();
        var id = await fixture.ScalarAsync<Guid>($"select id from cases where number = '{number}'");
        foreach (var status in new[] { "FIXED", "CLOSED", "REOPEN", "NOT_COUNCILS_RESPONSIBILITY", "closed" })
        {
            await City311.ReadAsync(await city.SendAsync("/servicerequestupdates.xml",
                Update(city, number, $"late {status}", status, "2020-01-01T00:00:00Z")));
        }

        // The comments have taken no version: whoever saw the case before them may still act.
        await fixture.StepAsync(fixture.Handler(), id, "accept", new { version = 2 });
        var ids = await Task.WhenAll(Enumerable.Range(0, 24).Select(async i => (await City311.ReadAsync(
            await doors[i % 2].SendAsync("/servicerequestupdates.xml",
                Update(city, number, "same", i % 3 == 0 ? "CLOSED" : "OPEN", text: $"第 {i} 次")))).Value));
        Assert.Single(ids.Distinct());

        var comments = await CommentsAsync(id);
        Assert.Equal(
            ["late FIXED", "late CLOSED", "late REOPEN", "late NOT_COUNCILS_RESPONSIBILITY", "late closed", "same"],
            await fixture.ScalarAsync<string[]>(
                $"select array_agg(update_id order by received_at) from open311_updates where case_id = '{id}'"));
        Assert.Equal(6, comments.Count);
        Assert.Equal((2, 3), (comments[0].Number("version"), comments[^1].Number("version")));
        Assert.Contains("对方状态 FIXED", comments[0].Text("text"), StringComparison.Ordinal);
        Assert.Equal(
            "Accepted 3",
            await fixture.ScalarAsync<string>($"select status || ' ' || version from cases where id = '{id}'"));
        Assert.Equal("open", (await city.RequestAsync(number)).Element("status")!.Value);
    }

    [Fact]
    public async Task UpdateIds_AreTheSendersOwn_AndBelongToOneRequest()
    {
        var (city, other) = (await City311.OpenAsync(fixture), await City311.OpenAsync(fixture));
        var (first, second) = (await city.ReportAsync(), await city.ReportAsync());
        await City311.ReadAsync(await city.SendAsync("/servicerequestupdates.xml", Update(city, first, "1")));
        await City311.ReadAsync(await other.SendAsync("/servicerequestupdates.xml", Update(other, first, "1")));
        var wrong = await City311.ReadAsync(
            await city.SendAsync("/servicerequestupdates.xml", Update(city, second, "1")), 400);
        Assert.Contains("used for another service_request_id", wrong.Value, StringComparison.Ordinal);
        await City311.ReadAsync(await city.SendAsync("/servicerequestupdates.xml",
            Update(city, second, "x").Select(f => f.Item1 == "update_id" ? ("update_id_ext", "9") : f)));
    }

    [Theory]
    [InlineData("api_key", null, 403, "Missing api_key -- can't proceed with create_request_update.")]
    [InlineData("api_key", "x", 403, "Invalid api_key received -- can't proceed with create_request_update.")]
    [InlineData("jurisdiction_id", "x", 404, "jurisdiction_id provided was not found")]
    [InlineData("service_request_id", null, 400, "service_request_id was not provided")]
    [InlineData("service_request_id", "XS20260101-1", 404, "service_request_id was not found")]
    [InlineData("update_id", null, 400, "update_id was not provided")]
    [InlineData("status", null, 400, "status was not provided")]
    [InlineData("status", "GONE", 400, "options: OPEN")]
    [InlineData("updated_datetime", null, 400, "updated_datetime was not provided")]
    [InlineData("updated_datetime", "2026-11-22T08:00:00", 400, "w3 format")]
    [InlineData("description", "a\u0001b", 400, "description is not valid")]
    [InlineData("media_url", "file:///etc/passwd", 400, "media_url is not valid")]
    public async Task Update_Wrong_SaysWhatIs(string field, string? value, int status, string words)
    {
        var city = await City311.OpenAsync(fixture);
        var form = Update(city, await city.ReportAsync(), "1").Where(f => f.Item1 != field)
            .Concat(value is null ? [] : [(field, value)]);
        var errors = await City311.ReadAsync(await city.SendAsync("/servicerequestupdates.xml", form), status);
        Assert.Contains(words, errors.Value, StringComparison.Ordinal);
        Assert.Equal(0, await fixture.ScalarAsync<long>($"""
            select count(*) from open311_updates u join open311_keys k on k.id = u.key_id
            where k.hash = sha256('{city.Key}')
            """));
    }

    [Fact]
    public async Task Update_OutsideTheKeysRegion_Is403_AndWithoutWordsItIsTaken()
    {
        var (city, elsewhere) = (await City311.OpenAsync(fixture), await City311.OpenAsync(fixture, "510105"));
        var number = await city.ReportAsync();
        await City311.ReadAsync(
            await elsewhere.SendAsync("/servicerequestupdates.xml", Update(elsewhere, number, "1")), 403);
        await City311.ReadAsync(
            await city.SendAsync("/servicerequestupdates.xml", Update(city, number, "2", text: "")));
    }
}
