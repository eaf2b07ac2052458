using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace RiderPlatform.Grievances.Tests.Api;

/// <summary>What must be refused with a reason, and must leave nothing behind.</summary>
public sealed class BadInputTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>, IAsyncLifetime
{
    private (long Cases, long Events, long Photos, int Files) _before;

    public async Task InitializeAsync() => _before = await StandAsync();

    public async Task DisposeAsync() => Assert.Equal(_before, await StandAsync());

    [Theory]
    [InlineData("""{"category":7,"text":"x","longitude":104,"latitude":30}""", "Malformed")]
    [InlineData("""{"category":"other","text":"x","longitude":"104","latitude":30}""", "Malformed")]
    [InlineData("""{"category":"other","text":"x","longitude":104,"latitude":30""", "Malformed")]
    [InlineData("", "Malformed")]
    [InlineData("null", "Invalid")]
    [InlineData("[]", "Malformed")]
    [InlineData("""{"category":"nonsense","text":"x","longitude":104,"latitude":30}""", "Invalid")]
    [InlineData("""{"category":"other","text":"","longitude":104,"latitude":30}""", "Invalid")]
    [InlineData("""{"category":"other","text":"a\u0000b","longitude":104,"latitude":30}""", "Invalid")]
    [InlineData("""{"category":"other","text":"\ud83d","longitude":104,"latitude":30}""", "Malformed")]
    [InlineData("""{"category":"other","text":"x","longitude":104,"latitude":91}""", "Invalid")]
    [InlineData("""{"category":"other","text":"x","longitude":-74,"latitude":40.7}""", "Invalid")]
    [InlineData("""{"category":"other","text":"x","longitude":104,"latitude":NaN}""", "Malformed")]
    [InlineData("""{"category":"other","text":"x","longitude":1e999,"latitude":30}""", "Invalid")]
    [InlineData("""{"category":"other","text":"x","longitude":104}""", "Invalid")]
    [InlineData("""{"category":"other","text":"x"}""", "RegionNeeded")]
    [InlineData("""{"category":"other","text":"x","regionCode":"999999"}""", "Invalid")]
    [InlineData("""{"category":"other","text":"x","regionCode":"5101'; drop table cases"}""", "Invalid")]
    public async Task Clue_WithBadJson_IsRefused(string json, string problem) =>
        await (await PostAsync("/api/v1/clues", Json(json))).ProblemAsync(400, problem);

    [Fact]
    public async Task Clue_WithANestingBomb_IsRefused() =>
        await (await PostAsync("/api/v1/clues", Json("{\"extra\":" + new string('[', 10_000) + "}")))
            .ProblemAsync(400, "Malformed");

    [Fact]
    public async Task Clue_WithTenMegabytesOfJson_IsRefused() =>
        await (await PostAsync("/api/v1/clues", Json("{\"text\":\"" + new string('x', 10 << 20) + "\"}")))
            .ProblemAsync(413, "TooLarge");

    [Fact]
    public async Task Clue_InAnotherFormat_IsRefused() =>
        await (await PostAsync("/api/v1/clues", new StringContent("<clue/>", Encoding.UTF8, "application/xml")))
            .ProblemAsync(415, "UnsupportedMediaType");

    [Fact]
    public async Task Clue_WithABadKey_IsRefused()
    {
        var client = fixture.RiderClient;
        client.DefaultRequestHeaders.TryAddWithoutValidation("Idempotency-Key", new string('k', 201));
        await (await client.PostAsJsonAsync(
            "/api/v1/clues", new { category = "other", text = "x", regionCode = "510104" }))
            .ProblemAsync(400, "Invalid");
    }

    [Theory]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"category\"\r\n\r\nother")]
    [InlineData("--b\r\nno header at all\r\n\r\nx\r\n--b--\r\n")]
    [InlineData("--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--\r\n")]
    [InlineData("nothing of the kind")]
    public async Task Clue_WithABrokenForm_IsRefused(string body)
    {
        var content = new StringContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        await (await PostAsync("/api/v1/clues", content)).ProblemAsync(400, "BrokenForm");
    }

    [Fact]
    public async Task Clue_WithoutBoundary_IsRefused()
    {
        var content = new StringContent("x");
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data");
        await (await PostAsync("/api/v1/clues", content)).ProblemAsync(400, "BrokenForm");
    }

    [Theory]
    [InlineData("a shell script", "NotAPhoto")]
    [InlineData("an SVG with a script", "NotAPhoto")]
    [InlineData("nothing", "NotAPhoto")]
    [InlineData("a script behind a PNG's first bytes", "PhotoCarriesSomethingElse")]
    [InlineData("a script behind a whole PNG", "PhotoCarriesSomethingElse")]
    [InlineData("an archive behind a JPEG", "PhotoCarriesSomethingElse")]
    [InlineData("half a JPEG", "NotAPhoto")]
    [InlineData("a bomb", "PhotoTooManyPixels")]
    [InlineData("more than 10 MiB", "PhotoTooLarge")]
    public async Task Clue_WithAFileThatIsNoPhoto_IsRefused(string file, string problem) =>
        await (await PostAsync("/api/v1/clues", Form(Pictures.Jpeg, FileOf(file)))).ProblemAsync(400, problem);

    private static byte[] FileOf(string name) => name switch
    {
        "a shell script" => "#!/bin/sh\nrm -rf /"u8.ToArray(),
        "an SVG with a script" =>
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"u8.ToArray(),
        "nothing" => [],
        "a script behind a PNG's first bytes" =>
            [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, .. "<?php system($_GET['c']); ?>"u8],
        "a script behind a whole PNG" => [.. Pictures.Make("png", 32, 32), .. "<script>alert(1)</script>"u8],
        "an archive behind a JPEG" => [.. Pictures.Jpeg, .. "PK\u0003\u0004"u8],
        "half a JPEG" => Pictures.Jpeg[..(Pictures.Jpeg.Length / 2)],
        "a bomb" => Bomb(),
        _ => [.. Pictures.Jpeg, .. new byte[10 << 20]],
    };

    [Fact]
    public async Task Clue_WithTenPhotos_IsRefused() =>
        await (await PostAsync("/api/v1/clues", Form([.. Enumerable.Repeat(Pictures.Jpeg, 10)])))
            .ProblemAsync(400, "TooManyPhotos");

    [Fact]
    public async Task Clue_WithFilesUnderAnotherName_IsRefused()
    {
        var form = Form();
        form.Add(new ByteArrayContent(Pictures.Jpeg), "avatar", "a.jpg");
        await (await PostAsync("/api/v1/clues", form)).ProblemAsync(400, "BrokenForm");
    }

    [Fact]
    public async Task Clue_WithAHugeField_IsRefused()
    {
        var form = Form();
        form.Add(new StringContent(new string('x', 9000)), "note");
        await (await PostAsync("/api/v1/clues", form)).ProblemAsync(400, "FieldTooLong");
    }

    [Theory]
    [InlineData("status=Nonsense")]
    [InlineData("status=3")]
    [InlineData("category=%00")]
    [InlineData("region=51%27")]
    [InlineData("unit=1")]
    public async Task List_WithABadFilter_IsRefused(string query)
    {
        await (await fixture.Dispatcher.GetAsync($"/api/v1/cases?{query}")).ProblemAsync(400, "Invalid");
        await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/count?{query}")).ProblemAsync(400, "Invalid");
    }

    [Theory]
    [InlineData("page=x", HttpStatusCode.BadRequest)]
    [InlineData("page=-5&size=100000", HttpStatusCode.OK)]
    public async Task List_WithABadPage_IsNeverAnError(string query, HttpStatusCode expected) =>
        Assert.Equal(expected, (await fixture.Dispatcher.GetAsync($"/api/v1/cases?{query}")).StatusCode);

    /// <summary>Asks before it sends a body, so that an early refusal is read and not lost in a broken pipe.</summary>
    private Task<HttpResponseMessage> PostAsync(string path, HttpContent content)
    {
        var client = fixture.RiderClient;
        client.DefaultRequestHeaders.ExpectContinue = true;
        return client.PostAsync(path, content);
    }

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private static MultipartFormDataContent Form(params byte[][] photos)
    {
        var form = new MultipartFormDataContent
        {
            { new StringContent("other"), "category" }, { new StringContent("x"), "text" },
                { new StringContent("510104022"), "regionCode" },
        };
        Pictures.AddTo(form, photos);
        return form;
    }

    /// <summary>A few kilobytes that say 30,000 × 30,000 pixels: 2.7 GB once decoded.</summary>
    private static byte[] Bomb()
    {
        var png = Pictures.Make("png", 16, 16);
        new byte[] { 0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30 }.CopyTo(png, 16);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc(png.AsSpan(12, 17)));
        return png;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }

    private async Task<(long Cases, long Events, long Photos, int Files)> StandAsync() => (
        await fixture.ScalarAsync<long>("select count(*) from cases"),
            await fixture.ScalarAsync<long>("select count(*) from case_events"),
        await fixture.ScalarAsync<long>("select count(*) from case_photos"),
        Directory.EnumerateFiles(Path.Combine(fixture.Folder, "blobs", "tmp")).Count());
}
