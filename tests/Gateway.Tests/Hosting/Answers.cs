using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace RiderPlatform.Gateway.Tests.Hosting;

public static class Answers
{
    /// <summary>Asserts an RFC 9457 problem of this status and name, with Chinese and English in its detail.</summary>
    public static async Task<JsonElement> IsProblemAsync(
        this HttpResponseMessage answer, HttpStatusCode status, string name)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == answer.StatusCode, $"Wanted {status}, got {answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal($"/problems/{name}", problem.GetProperty("type").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.Matches(@"[\u4e00-\u9fff].*[A-Za-z]{3}", problem.GetProperty("detail").GetString());
        return problem;
    }

    public static async Task<Seen> SeenAsync(this HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<Seen>())!;
    }

    /// <summary>
    /// Sends bytes as they are: an HTTP client would tidy the target up first. Returns all that comes back.
    /// </summary>
    public static async Task<string> RawAsync(Uri address, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(20));
    }

    public static Task<string> RawGetAsync(Uri address, string target, params string[] headers) => RawAsync(
        address,
            $"GET {target} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: close\r\n"
            + $"{string.Concat(headers.Select(h => h + "\r\n"))}\r\n");
}
