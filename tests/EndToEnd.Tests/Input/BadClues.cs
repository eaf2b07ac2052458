using System.Text;
using RiderPlatform.Loop;
using static RiderPlatform.EndToEnd.Tests.Input.BadRequest;

namespace RiderPlatform.EndToEnd.Tests.Input;

/// <summary>Reports that no rider's client would send, each a row.</summary>
internal static class BadClues
{
    private const string Path = "/api/v1/clues";
    private const string Rider = "rider6";

    public static IReadOnlyDictionary<string, BadRequest> Rows { get; } = new Dictionary<string, BadRequest>
    {
        ["category is a number"] = Clue(category: "5"),
        ["category is null"] = Clue(category: "null"),
        ["category is unknown"] = Clue(category: "\"road.dragons\""),
        ["text is an object"] = Clue(text: "{}"),
        ["text is missing"] = Json(Rider, Path, """{"category":"other","longitude":104.081,"latitude":30.657}""", 400),
        ["text is empty"] = Clue(text: "\"\""),
        ["text is too long"] = Clue(text: $"\"{new string('长', 20_000)}\""),
        ["text holds a zero character"] = Clue(text: "\"a\\u0000b\""),
        ["text holds half a surrogate pair"] = Clue(text: "\"a\\ud800b\""),
        ["longitude is a text"] = Clue(longitude: "\"104.081\""),
        ["longitude is a list"] = Clue(longitude: "[104.081]"),
        ["longitude is beyond a double"] = Clue(longitude: "1e999"),
        ["longitude is NaN"] = Clue(longitude: "NaN"),
        ["longitude is off the globe"] = Clue(longitude: "181"),
        ["latitude is off the globe"] = Clue(latitude: "-90.5"),
        ["position is in the sea"] = Clue(longitude: "0", latitude: "0"),
        ["position is in another province"] = Clue(longitude: "116.397", latitude: "39.908"),
        ["only half a position"] = Json(Rider, Path, """{"category":"other","text":"x","longitude":104.081}""", 400),
        ["neither position nor region"] = Json(Rider, Path, """{"category":"other","text":"x"}""", 400),
        ["region is unknown"] = Json(Rider, Path, """{"category":"other","text":"x","regionCode":"999999999"}""", 400),
        ["region is no code"] =
            Json(Rider, Path, """{"category":"other","text":"x","regionCode":"5101' or 1=1"}""", 400),
        ["body is empty"] = Json(Rider, Path, "", 400),
        ["body is null"] = Json(Rider, Path, "null", 400),
        ["body is a list"] = Json(Rider, Path, "[]", 400),
        ["body is cut off"] = Json(Rider, Path, """{"category":"other","te""", 400),
        ["body is no UTF-8"] = Bytes(Rider, Path, [0x7B, 0x22, 0xC3, 0x28, 0x22, 0x7D], "application/json", 400),
        ["body nests 100,000 deep"] = Json(Rider, Path, new string('[', 100_000), 400),
        ["a member nests 10,000 deep"] = Clue(text: $"{new string('[', 10_000)}{new string(']', 10_000)}"),
        ["body has 10 MB"] = Clue(statuses: [413], text: $"\"{new string('x', 10 * 1024 * 1024)}\""),
        ["body is XML"] = Bytes(Rider, Path, "<clue/>"u8.ToArray(), "application/xml", 415),
        ["body has no type"] = Bytes(Rider, Path, "hello"u8.ToArray(), "text/plain", 415),
        ["multipart has no boundary"] = Bytes(Rider, Path, "--x\r\n"u8.ToArray(), "multipart/form-data", 400),
        ["multipart has another boundary"] = Bytes(Rider, Path, Part("y"), "multipart/form-data; boundary=x", 400),
        ["multipart is cut off"] = Bytes(Rider, Path, Part("x")[..60], "multipart/form-data; boundary=x", 400),
        ["multipart is empty"] = Bytes(Rider, Path, "--x--\r\n"u8.ToArray(), "multipart/form-data; boundary=x", 400),
        ["multipart position is no number"] = Photos([Photo.Bytes], longitude: "east"),
        ["photo is a script called PNG"] = Photos(["#!/bin/sh\nrm -rf /\n"u8.ToArray()], type: "image/png"),
        ["photo is a script after a PNG signature"] =
            Photos([[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. "<script>alert(1)</script>"u8]],
                type: "image/png"),
        ["photo is a page"] = Photos(["<html><script>alert(1)</script></html>"u8.ToArray()]),
        ["photo is a drawing with a script"] =
            Photos(["<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"u8.ToArray()],
                type: "image/svg+xml"),
        ["photo is empty"] = Photos([[]]),
        ["photo is cut off"] = Photos([Photo.Bytes[..300]]),
        ["photo is a decompression bomb"] = Photos([Bombs.Png(30_000, 30_000)], type: "image/png"),
        ["photo is over 10 MiB"] = Photos([[.. Photo.Bytes, .. new byte[10 * 1024 * 1024]]], statuses: [400, 413]),
        ["ten photos"] = Photos([.. Enumerable.Repeat(Photo.Bytes, 10)], statuses: [400, 413]),
        ["key is too long"] = Clue() with { Key = new string('k', 300) },
        ["key has blanks"] = Clue() with { Key = "a b" },
    };

    private static BadRequest Clue(
        string category = "\"other\"", string text = "\"x\"", string longitude = "104.081", string latitude = "30.657",
            params int[] statuses) =>
        Json(Rider, Path,
            $$"""{"category":{{category}},"text":{{text}},"longitude":{{longitude}},"latitude":{{latitude}}}""",
            statuses.Length == 0 ? [400] : statuses);

    private static BadRequest Photos(
        byte[][] photos, string type = "image/jpeg", string longitude = "104.081", params int[] statuses) =>
        Form(Rider, Path, _ =>
        {
            var form = new MultipartFormDataContent
            {
                { new StringContent("other"), "category" }, { new StringContent("x"), "text" },
                { new StringContent(longitude), "longitude" }, { new StringContent("30.657"), "latitude" },
            };
            foreach (var photo in photos)
            {
                form.Add(Photo.Content(photo, type), "photos", "hazard.png");
            }

            return form;
        }, statuses.Length == 0 ? [400] : statuses);

    private static byte[] Part(string boundary) => Encoding.ASCII.GetBytes(
        $"--{boundary}\r\nContent-Disposition: form-data; name=\"category\"\r\n\r\nother\r\n--{boundary}--\r\n");
}
