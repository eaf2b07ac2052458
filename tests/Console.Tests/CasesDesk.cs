using Microsoft.Playwright;
using Npgsql;
using RiderPlatform.Browser;
using RiderPlatform.Loop;

namespace RiderPlatform.Console.Tests;

/// <summary>Cases to work on, made through the API, and the way to their pages.</summary>
internal sealed class CasesDesk(Site site)
{
    public static string Unique(string text) => $"{text} {Guid.CreateVersion7():N}";

    public Task<PlatformClient> AsAsync(string user) => site.AsAsync(user);

    /// <summary>Reported by a rider with a photo in 锦江区, and dispatched by routing.</summary>
    public async Task<CaseView> DispatchedAsync(string? text = null, string rider = "rider5")
    {
        var client = await AsAsync(rider);
        return await client.ReportRoutedAsync(
            City.Manhole(text ?? Unique("井盖缺失")), Guid.CreateVersion7().ToString(), Photo.Bytes);
    }

    /// <summary>Dispatched, then returned by its unit: a dispatcher must judge.</summary>
    public async Task<CaseView> ReturnedAsync(string? text = null, string reason = "该井盖属于通信公司")
    {
        var one = await DispatchedAsync(text);
        var handler = await AsAsync("handler.jinjiang");
        return await handler.ReturnAsync(one.Id, one.Version, reason).ReadAsync<CaseView>(200);
    }

    public async Task<CaseView> AcceptedAsync(string? text = null)
    {
        var one = await DispatchedAsync(text);
        var handler = await AsAsync("handler.jinjiang");
        return await handler.AcceptAsync(one.Id, one.Version).ReadAsync<CaseView>(200);
    }

    public async Task<CaseView> ResolvedAsync(string? text = null)
    {
        var one = await AcceptedAsync(text);
        var handler = await AsAsync("handler.jinjiang");
        return await handler.ResolveAsync(one.Id, one.Version, "已处理").ReadAsync<CaseView>(200);
    }

    /// <summary>Solved, and not to the rider's liking.</summary>
    /// <summary>Fills the form of a return, opened already.</summary>
    public static async Task FillReturnAsync(ILocator form, string reason)
    {
        await form.Locator("[name=ReturnCode]").SelectOptionAsync("NotOurDuty");
        await form.Locator("[name=ReturnReason]").FillAsync(reason);
        await form.Locator("[name=ReturnDuty]").FillAsync("市政设施管养分工第 3 条");
        await form.Locator("[name=ReturnProof]").FillAsync("管养合同 CD-2025-118");
    }

    /// <summary>Chooses the rider's two answers on the page of a case.</summary>
    public static async Task ChooseAnswersAsync(IPage page)
    {
        await page.ClickAsync("label:has([name=Solved][value=Solved])");
        await page.ClickAsync("label:has([name=Satisfaction][value=Satisfied])");
    }

    public async Task<CaseView> UnsatisfiedAsync(string? text = null)
    {
        var one = await ResolvedAsync(text);
        var rider = await AsAsync("rider5");
        return await rider.CallBackAsync(one.Id, one.Version, false).ReadAsync<CaseView>(200);
    }

    /// <summary>Taken up again: it waits for a dispatch.</summary>
    public async Task<CaseView> ReopenedAsync(string? text = null)
    {
        var one = await UnsatisfiedAsync(text);
        var dispatcher = await AsAsync("dispatcher");
        return await dispatcher.ReopenAsync(one.Id, one.Version, "骑手反映问题仍在").ReadAsync<CaseView>(200);
    }

    /// <summary>So many, found by the mark that is returned.</summary>
    public async Task<string> ListAsync(int many, string rider)
    {
        var mark = Guid.CreateVersion7().ToString("N");
        var client = (await AsAsync(rider)).With(new Patience(TimeSpan.FromSeconds(30)));
        foreach (var part in Enumerable.Range(0, many).Chunk(8))
        {
            await Task.WhenAll(part.Select(n => client.ReportClueAsync(
                City.Rubbish($"第{n}件 {mark}"), $"{mark}-{n}").ReadAsync<CaseView>(201)));
        }

        return mark;
    }

    public async Task<CaseItem> NowAsync(Guid id, string user = "dispatcher") =>
        (await (await AsAsync(user)).CaseAsync(id).ReadAsync<CaseFile>(200)).Case;

    public static string PathOf(Guid id) => $"/console/cases/{id}";

    public static async Task<IPage> OpenAsync(Person person, Guid id)
    {
        await person.GoAsync(PathOf(id));
        return person.Page;
    }

    /// <summary>Photos as a file chooser gives them.</summary>
    public static FilePayload Hazard => new() { Name = "hole.jpg", MimeType = "image/jpeg", Buffer = Photo.Bytes };

    public static FilePayload Evidence => new() { Name = "done.jpg", MimeType = "image/jpeg", Buffer = Photo.Mended };

    /// <summary>Of the console's own database.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(site.Database("console-db"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
