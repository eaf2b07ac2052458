using System.Text.Json;
using System.Xml.Linq;
using RiderPlatform.Loop;

namespace RiderPlatform.EndToEnd.Tests;

/// <summary>
/// Another city system at the gateway: reports without a token, by its key, and reads what became of it.
/// </summary>
[Collection(Platform.Name)]
public sealed class Open311Tests(Platform platform)
{
    private HttpClient Http => platform.Door.Http;

    [Fact]
    public async Task Request_FromDiscoveryToClosing()
    {
        var discovery = XDocument.Parse(await Http.GetStringAsync("/open311/discovery.xml")).Root!;
        var endpoint = new Uri(discovery.Element("endpoints")!.Element("endpoint")!.Element("url")!.Value).AbsolutePath;
        var services =
            XDocument.Parse(await Http.GetStringAsync($"{endpoint}/services.xml?jurisdiction_id=chengdu.gov.cn"));
        Assert.Contains(services.Root!.Elements(), s => s.Element("service_code")!.Value == "road.manhole");

        var admin = (await platform.AsAsync("admin")).Caller;
        var key = (await admin.PostAsync("/api/v1/open311/keys", new { name = $"e2e {Guid.CreateVersion7()}" }))
            .Read<JsonElement>(201).GetProperty("key").GetString()!;
        var since = Uri.EscapeDataString($"{TimeProvider.System.GetUtcNow().AddMinutes(-1):O}");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["api_key"] = key, ["service_code"] = "road.manhole", ["lat"] = "30.6570", ["long"] = "104.0810",
            ["description"] = "端到端 <井盖> & 坑", ["attribute[state]"] = "missing",
                ["media_url"] = "https://a.example/1.jpg",
        });
        var answer = await Http.PostAsync($"{endpoint}/requests.xml", form);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        var number = XDocument.Parse(body).Descendants("service_request_id").Single().Value;

        var handler = await platform.AsAsync("handler.jinjiang");
        var found = Assert.Single((await handler.CasesAsync($"q={number}")).Read<PageView<CaseItem>>(200).Items);
        (await handler.AcceptAsync(found.Id, 2)).Read<JsonElement>(200);
        (await handler.ResolveAsync(found.Id, 3, "内部办理情况")).Read<JsonElement>(200);

        var request =
            JsonDocument.Parse(await Http.GetStringAsync($"{endpoint}/requests/{number}.json")).RootElement[0];
        Assert.Equal(("open", "端到端 <井盖> & 坑"),
            (request.GetProperty("status").GetString(), request.GetProperty("description").GetString()));
        // Of the whole day's updates the first thousand are others'.
        var updates = XDocument.Parse(
            await Http.GetStringAsync($"{endpoint}/servicerequestupdates.xml?start_date={since}")).Root!.Elements()
                .Where(u => u.Element("service_request_id")!.Value == number).ToList();
        Assert.Equal(3, updates.Count);
        Assert.DoesNotContain(updates, u => u.Value.Contains("内部办理情况", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Request_WithoutKey_Is403InTheSpecificationsWords()
    {
        using var form =
            new FormUrlEncodedContent(new Dictionary<string, string> { ["service_code"] = "road.manhole" });
        var answer = await Http.PostAsync("/open311/v2/requests.xml", form);
        Assert.Equal((403, "text/xml"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains("Missing api_key -- can't proceed with create_request.",
            await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
