using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Gateway.Upstream;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Gateway.Description;

/// <summary>
/// <c>/openapi.json</c>: one description made of the services' own. Kept for <see cref="Fresh"/>; while a service does
/// not answer, its last known part stays in and it is asked again every <see cref="Impatient"/>, so that one which
/// comes back (with new routes, after an upgrade) is described within seconds.
/// </summary>
internal sealed class MergedDescription(PublicServices services, IConfiguration configuration, TimeProvider time)
    : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Impatient = TimeSpan.FromSeconds(2);
    private readonly Dictionary<string, JsonObject> _known = [];
    private readonly SemaphoreSlim _one = new(1);
    private string? _text;
    private TimeSpan _keep;
    private long _madeAt;

    public async Task<ContentHttpResult> AnswerAsync()
    {
        await _one.WaitAsync();
        try
        {
            if (_text is null || time.GetElapsedTime(_madeAt) >= _keep)
            {
                _text = await MakeAsync();
                _madeAt = time.GetTimestamp();
            }

            return TypedResults.Content(_text, "application/json; charset=utf-8");
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<string> MakeAsync()
    {
        var all = services.All;
        var fetched = await Task.WhenAll(all.Select(FetchAsync));
        foreach (var (service, document) in all.Zip(fetched).Where(x => x.Second is not null))
        {
            _known[service.Name] = document!;
        }

        _keep = fetched.Contains(null) ? Impatient : Fresh;
        var parts = all.Where(s => _known.ContainsKey(s.Name))
            .Select(s => new DocumentMerge.Part(s.Name, s.IsRouted, _known[s.Name]));
        return DocumentMerge.Of(parts, configuration["Identity:Issuer"] ?? "/").ToJsonString(DocumentMerge.Readable);
    }

    private async Task<JsonObject?> FetchAsync(PublicService service)
    {
        foreach (var address in service.Addresses)
        {
            try
            {
                using var answer = await services.GetAsync(address, ApiDescription.Path, CancellationToken.None);
                if (answer.IsSuccessStatusCode
                    && await answer.Content.ReadFromJsonAsync<JsonNode>() is JsonObject document)
                {
                    return document;
                }
            }
            catch (Exception e) when (
                e is HttpRequestException or OperationCanceledException or JsonException or IOException)
            {
                continue;
            }
        }

        return null;
    }
}
