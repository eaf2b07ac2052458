using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Open311;

/// <summary>The endpoint as a client of Open311 comes to it; whatever is read is checked against the schema.</summary>
internal sealed class City311(GrievancesFixture fixture, string key, Uri? address = null)
{
    public const string Root = "/open311/v2";

    private static readonly XmlSchemaSet Schema = ReadSchema();
    private static readonly string[] Lists =
        ["services", "attributes", "values", "service_requests", "errors", "endpoints", "formats",
            "service_request_updates"];

    public HttpClient Http { get; } = new() { BaseAddress = address ?? fixture.Address };

    public string Key => key;

    public static async Task<City311> OpenAsync(GrievancesFixture fixture, string region = "5101")
    {
        var (key, _) = await NewKeyAsync(fixture, region);
        return new City311(fixture, key);
    }

    public static HttpClient Administrator(GrievancesFixture fixture, string region = "") =>
        fixture.ClientFor(null, new Grant(Roles.Administrator, region, null));

    public static async Task<(string Key, Guid Id)> NewKeyAsync(GrievancesFixture fixture, string region = "5101")
    {
        var answer = await (await Administrator(fixture).PostAsJsonAsync("/api/v1/open311/keys",
            new { name = $"test {Guid.CreateVersion7()}", regionCode = region })).ReadAsync(201);
        return (answer.Text("key")!, answer.Id());
    }

    /// <summary>The same key at another replica.</summary>
    public City311 At(Uri replica) => new(fixture, key, replica);

    public async Task<XElement> GetAsync(string path, int status = 200) =>
        await ReadAsync(await Http.GetAsync(Root + path), status);

    public async Task<JsonElement> GetJsonAsync(string path, int status = 200)
    {
        var response = await Http.GetAsync(Root + path);
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        return await response.ReadAsync(status);
    }

    public Task<HttpResponseMessage> SendAsync(string path, IEnumerable<(string Name, string Value)> form) =>
        SendRawAsync(path, string.Join('&', form.Select(f => $"{Escape(f.Name)}={Escape(f.Value)}")));

    /// <summary>A body as the client's library wrote it.</summary>
    public async Task<HttpResponseMessage> SendRawAsync(string path, string body, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Root + path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded"),
        };
        request.Headers.ExpectContinue = true; // what is refused early is read, not lost in a broken pipe
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return await Http.SendAsync(request);
    }

    /// <summary>
    /// A request that is in order, with some of its fields other than usual; null leaves a field out.
    /// </summary>
    public IEnumerable<(string Name, string Value)> Form(params (string Name, string? Value)[] other)
    {
        (string Name, string? Value)[] usual =
        [
            ("api_key", key), ("jurisdiction_id", "chengdu.gov.cn"), ("service_code", "road.damage"),
            ("lat", "30.6570123"), ("long", "104.0810456"), ("description", $"坑 {Guid.CreateVersion7()}"),
        ];
        return usual.Where(u => !other.Any(o => o.Name == u.Name)).Concat(other).Where(f => f.Value is not null)
            .Select(f => (f.Name, f.Value!));
    }

    /// <summary>The number of a new request.</summary>
    public async Task<string> ReportAsync(params (string Name, string? Value)[] other) =>
        (await ReadAsync(await SendAsync("/requests.xml", Form(other)))).Element("request")!
            .Element("service_request_id")!.Value;

    public async Task<XElement> RequestAsync(string number) =>
        (await GetAsync($"/requests/{number}.xml")).Element("request")!;

    public static async Task<XElement> ReadAsync(HttpResponseMessage response, int status = 200)
    {
        var body = await response.Content.ReadAsByteArrayAsync();
        Assert.True((int)response.StatusCode == status,
            $"Wanted {status}, got {(int)response.StatusCode}: {Encoding.UTF8.GetString(body)}");
        Assert.Equal("text/xml; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>", Encoding.UTF8.GetString(body),
            StringComparison.Ordinal);
        var document = XDocument.Load(new MemoryStream(body));
        document.Validate(Schema, (_, e) => Assert.Fail($"{e.Message}\n{document}"));
        Assert.DoesNotContain(document.Descendants(), e => e.Name.NamespaceName.Length > 0 || e.HasAttributes);
        return document.Root!;
    }

    /// <summary>The Spark convention: the root's name goes, a list is an array, an empty element is null.</summary>
    public static void AssertSpark(XElement xml, JsonElement json)
    {
        if (Lists.Contains(xml.Name.LocalName))
        {
            Assert.Equal(JsonValueKind.Array, json.ValueKind);
            Assert.Equal(xml.Elements().Count(), json.GetArrayLength());
            foreach (var (item, value) in xml.Elements().Zip(json.EnumerateArray()))
            {
                AssertSpark(item, value);
            }
        }
        else if (xml.HasElements)
        {
            Assert.Equal(xml.Elements().Select(e => e.Name.LocalName), json.EnumerateObject().Select(p => p.Name));
            Assert.All(xml.Elements(), e => AssertSpark(e, json.GetProperty(e.Name.LocalName)));
        }
        else
        {
            Assert.Equal(xml.Value, json.ValueKind == JsonValueKind.Null ? "" : json.ToString().Replace(
                "True", "true", StringComparison.Ordinal).Replace("False", "false", StringComparison.Ordinal));
        }
    }

    private static string Escape(string text) =>
        Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);

    private static XmlSchemaSet ReadSchema()
    {
        using var stream = typeof(City311).Assembly.GetManifestResourceStream("georeport-v2.xsd")!;
        using var reader = XmlReader.Create(stream);
        var schema = new XmlSchemaSet();
        schema.Add(null, reader);
        schema.Compile();
        return schema;
    }
}
