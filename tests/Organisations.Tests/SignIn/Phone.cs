using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Harness;
using RiderPlatform.Organisations.Data;

namespace RiderPlatform.Organisations.Tests.SignIn;

/// <summary>A demo rider with a telephone: reads the texts that the demo's mailbox got for it.</summary>
internal sealed partial class Phone(SignInFixture fixture, int rider)
{
    public string Number { get; } = $"138{rider:D8}";

    public string Masked => $"138****{Number[^4..]}";

    /// <summary>Asks for a code from the page and reads the text that comes of it.</summary>
    public async Task<(string Html, string Code)> AskAsync(Browser browser)
    {
        var before = (await TextsAsync()).Count;
        var answer = await browser.AskAsync(await browser.OpenFormAsync(("way", "phone")), Number);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, html);
        var texts = await Eventually.IsAsync(TextsAsync, t => t.Count > before);
        return (html, Digits().Match(texts[0]).Value);
    }

    public async Task<IReadOnlyList<string>> TextsAsync() =>
        [.. (await MailboxAsync(fixture)).Where(m => (string)m!["phone"]! == Masked).Select(m => (string)m!["text"]!)];

    /// <summary>Time goes by for this number's code and limits.</summary>
    public Task LaterAsync(TimeSpan by) => fixture.WithAsync<OrganisationsDb, int>(db =>
        db.Database.ExecuteSqlAsync($"""
            update phone_code set asked_at = asked_at - {by},
                asked_within_hour = array(select t - {by} from unnest(asked_within_hour) t)
            where account_id = (select id from account where user_name = {"rider" + rider})
            """));

    public static async Task<JsonArray> MailboxAsync(SignInFixture fixture) =>
        (await fixture.NewClient().ReadAsync("/api/v1/mailbox"))["items"]!.AsArray();

    /// <summary>Another code than this one.</summary>
    public static string Wrong(string code) => code == "123456" ? "654321" : "123456";

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex Digits();
}
