using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using RiderPlatform.Gateway.Tests.Hosting;

namespace RiderPlatform.Gateway.Tests.Limits;

public sealed class BodyLimitTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private const int Mebibyte = 1024 * 1024;
    private const string Json = "application/json";

    [Theory]
    [InlineData("/api/v1/organisations", 256 * 1024)]
    [InlineData("/api/v1/clues", 3 * Mebibyte, "multipart/form-data; boundary=x")]
    [InlineData("/api/v1/clues", 95 * Mebibyte, "multipart/form-data; boundary=x")]
    [InlineData("/api/v1/cases", 95 * Mebibyte, "multipart/form-data; boundary=x")]
    [InlineData("/api/v1/cases/1/resolve", 40 * Mebibyte, "multipart/form-data; boundary=x")]
    [InlineData("/api/v1/cases/lab-samples/1/result", 40 * Mebibyte, "multipart/form-data; boundary=x")]
    [InlineData("/api/v1/cases/1/return", 40 * Mebibyte, "multipart/form-data; boundary=x")]
    [InlineData("/api/v1/boundaries", 50 * Mebibyte)]
    [InlineData("/api/v1/imports", 32 * Mebibyte)]
    [InlineData("/api/v1/appeals/1/answer", 40 * Mebibyte, "multipart/form-data; boundary=x")]
    [InlineData("/api/v1/warnings", Mebibyte, "application/cap+xml")]
    public async Task WithinTheRoutesLimit_Passes(string path, int bytes, string type = Json)
    {
        var seen = await (await PostAsync(path, bytes, chunked: false, type)).SeenAsync();
        Assert.Equal(bytes, seen.BodyBytes);
        Assert.Equal($"{bytes}", seen.Headers["Content-Length"]);
    }

    [Theory]
    [InlineData("/api/v1/organisations", (256 * 1024) + 1)]
    [InlineData("/api/v1/organisations", 10 * Mebibyte)]
    [InlineData("/api/v1/cases/1/accept", 10 * Mebibyte)]
    [InlineData("/oauth/token", Mebibyte)]
    [InlineData("/api/v1/clues", 10 * Mebibyte)]
    [InlineData("/api/v1/cases", 10 * Mebibyte)]
    [InlineData("/api/v1/clues", (95 * Mebibyte) + 1, "multipart/form-data; boundary=x")]
    [InlineData("/api/v1/boundaries", (50 * Mebibyte) + 1)]
    [InlineData("/api/v1/imports", (32 * Mebibyte) + 1)]
    [InlineData("/api/v1/webhooks", 10 * Mebibyte)]
    [InlineData("/api/v1/appeals/batch", 10 * Mebibyte)]
    [InlineData("/api/v1/warnings", Mebibyte + 1, "application/cap+xml")]
    public async Task AnnouncedAboveTheLimit_IsRefusedBeforeAService(string path, int bytes, string type = Json)
    {
        Clear();
        await (await PostAsync(path, bytes, chunked: false, type))
            .IsProblemAsync(HttpStatusCode.RequestEntityTooLarge, "TooLarge");
        Assert.Empty(shared.Host.Services.Values.SelectMany(s => s.Received));
    }

    [Theory]
    [InlineData("/api/v1/organisations", Mebibyte)]
    [InlineData("/oauth/token", Mebibyte)]
    public async Task ChunkedAboveTheLimit_IsCutOff(string path, int bytes)
    {
        Clear();
        await (await PostAsync(path, bytes, chunked: true))
            .IsProblemAsync(HttpStatusCode.RequestEntityTooLarge, "TooLarge");
        Assert.Empty(shared.Host.Services.Values.SelectMany(s => s.Received));
    }

    [Fact]
    public async Task Chunked_WithinTheLimit_PassesWithoutALength()
    {
        var seen = await (await PostAsync("/api/v1/organisations", 1000, chunked: true)).SeenAsync();
        Assert.Equal(1000, seen.BodyBytes);
        Assert.DoesNotContain("Content-Length", seen.Headers.Keys);
    }

    [Fact]
    public async Task HeadersTooLargeOrTooMany_AreRefused()
    {
        var large =
            await Answers.RawGetAsync(shared.Host.Address, "/api/v1/categories", $"Cookie: {new string('a', 40_000)}");
        Assert.StartsWith("HTTP/1.1 431 ", large, StringComparison.Ordinal);
        var many = await Answers.RawGetAsync(
            shared.Host.Address, "/api/v1/categories", [.. Enumerable.Range(0, 80).Select(i => $"X-{i}: 1")]);
        Assert.StartsWith("HTTP/1.1 431 ", many, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LengthAndChunksTogether_AreNotPassedOnAsTheyAre()
    {
        Clear();
        var token = shared.Host.Tokens.Issue(Guid.CreateVersion7(), null);
        var answer = await Answers.RawAsync(shared.Host.Address, $"""
            POST /api/v1/organisations HTTP/1.1
            Host: {shared.Host.Address.Authority}
            Authorization: Bearer {token}
            Content-Length: 4
            Transfer-Encoding: chunked
            Connection: close

            2
            ab
            0


            """.ReplaceLineEndings("\r\n"));
        foreach (var seen in shared.Host.Services.Values.SelectMany(s => s.Received))
        {
            Assert.Equal(2, seen.BodyBytes);
            Assert.DoesNotContain("Content-Length", seen.Headers.Keys);
        }

        Assert.Matches(@"\AHTTP/1\.1 (200|400) ", answer);
    }

    [Fact]
    public async Task SlowBody_IsGivenUp()
    {
        await using var gateway = await GatewayHost.StartAsync(
            ("Kestrel:Limits:MinRequestBodyDataRate:BytesPerSecond", "5000"),
            ("Kestrel:Limits:MinRequestBodyDataRate:GracePeriod", "00:00:01.5"));
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.Address.Host, gateway.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /oauth/token HTTP/1.1\r\nHost: {gateway.Address.Authority}\r\nContent-Length: 1000\r\n\r\na=1"));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var answer = await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
    }

    private void Clear()
    {
        foreach (var service in shared.Host.Services.Values)
        {
            service.Received.Clear();
        }
    }

    private async Task<HttpResponseMessage> PostAsync(string path, int bytes, bool chunked, string type = Json)
    {
        using var client = shared.Host.NewSignedInClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative));
        request.Content = new StreamContent(new MemoryStream(new byte[bytes]));
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Content.Headers.ContentLength = chunked ? null : bytes;
        request.Headers.TransferEncodingChunked = chunked;
        return await client.SendAsync(request);
    }
}
