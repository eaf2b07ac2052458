using System.Xml.Linq;

namespace RiderPlatform.Grievances.Tests.Open311;

/// <summary>A client that got no answer sends again: one case, and the number that it had at first.</summary>
public sealed class RepeatTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    private static string Body(City311 city, params (string, string?)[] other) => string.Join('&',
        city.Form(other).Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value)}"));

    private static string NumberOf(XElement answer) =>
        answer.Element("request")!.Element("service_request_id")!.Value;

    [Theory]
    [InlineData(null)]
    [InlineData("retry-1")]
    public async Task TwoReplicas_SameRequestAtOnce_OneCase(string? key)
    {
        var replica = await fixture.StartReplicaAsync();
        var city = await City311.OpenAsync(fixture);
        City311[] doors = [city, city.At(replica.Address)];
        var body = Body(city);
        var shuffled = string.Join('&', body.Split('&').Reverse());
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(async i => NumberOf(
            await City311.ReadAsync(await doors[i % 2].SendRawAsync(
                "/requests.xml", i % 3 == 0 ? shuffled : body, key)))));
        var number = Assert.Single(answers.Distinct());
        Assert.Equal(1, await fixture.ScalarAsync<long>($"select count(*) from cases where number = '{number}'"));
        Assert.Equal(1, await fixture.ScalarAsync<long>($"""
            select count(*) from open311_requests r join cases c on c.id = r.case_id
            where c.text = (select text from cases where number = '{number}')
            """));
    }

    [Fact]
    public async Task OtherContentOrKey_IsAnotherCase_AndAHeaderUsedTwiceIsRefused()
    {
        var city = await City311.OpenAsync(fixture);
        var body = Body(city);
        var first = NumberOf(await City311.ReadAsync(await city.SendRawAsync("/requests.xml", body)));
        Assert.Equal(first, NumberOf(await City311.ReadAsync(await city.SendRawAsync("/requests.xml", body))));
        Assert.NotEqual(first, NumberOf(await City311.ReadAsync(
            await city.SendRawAsync("/requests.xml", $"{body}&email=other%40example.org"))));
        var other = await City311.OpenAsync(fixture);
        Assert.NotEqual(first, NumberOf(await City311.ReadAsync(await other.SendRawAsync(
            "/requests.xml", body.Replace(Uri.EscapeDataString(city.Key), other.Key, StringComparison.Ordinal)))));

        var keyed = NumberOf(await City311.ReadAsync(await city.SendRawAsync("/requests.xml", body, "k1")));
        Assert.NotEqual(first, keyed);
        Assert.NotEqual(keyed, NumberOf(await City311.ReadAsync(await city.SendRawAsync("/requests.xml", body, "k2"))));
        var refused = await City311.ReadAsync(await city.SendRawAsync("/requests.xml", $"{body}&phone=1", "k1"), 400);
        Assert.Contains("used for a different request", refused.Value, StringComparison.Ordinal);
        await City311.ReadAsync(await city.SendRawAsync("/requests.xml", body, new string('k', 201)), 400);
    }

    [Fact]
    public async Task SameContent_AfterAnHour_IsAnotherCase()
    {
        var city = await City311.OpenAsync(fixture);
        var body = Body(city);
        var first = NumberOf(await City311.ReadAsync(await city.SendRawAsync("/requests.xml", body)));
        await fixture.ScalarAsync<int>($"""
            with aged as (update open311_requests set received_at = received_at - interval '61 minutes'
                where case_id = (select id from cases where number = '{first}') returning 1)
            select count(*)::int from aged
            """);
        Assert.NotEqual(first, NumberOf(await City311.ReadAsync(await city.SendRawAsync("/requests.xml", body))));
    }
}
