using System.Text;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;

namespace RiderPlatform.Organisations.Demo;

/// <summary><c>demo-accounts.txt</c> in the data folder: a table that the run command prints.</summary>
internal static class DemoAccountsFile
{
    private const string FileName = "demo-accounts.txt";

    private static readonly string ByPhone = $"""

        骑手登录：手机号 138 0000 0001 … 138 0000 00{DemoNames.Riders.Length} 加短信验证码，验证码见 /console/mailbox
        Riders sign in by phone number and a one-time code, which the mailbox shows: /console/mailbox

        """;

    public static async Task WriteAsync(
        string? folder, IReadOnlyList<DemoAccount> accounts, string password, OrganisationsDb db, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(folder))
        {
            return;
        }

        var regions = await db.Regions.AsNoTracking().Where(r => r.Code.Length <= 6)
            .ToDictionaryAsync(r => r.Code, r => r.Name, ct);
        var wanted = accounts.Select(a => a.OrganisationId).OfType<Guid>().ToList();
        var organisations = await db.Organisations.AsNoTracking().Where(o => wanted.Contains(o.Id))
            .ToDictionaryAsync(o => o.Id, o => o.Name, ct);
        var rows = accounts.Where(a => a.Rider is null or 1).Select(a => (string[])
        [
            a.Rider is null ? a.User : $"rider1 … rider{DemoNames.Riders.Length}",
            a.RoleText,
            Where(a, regions, organisations),
            password,
        ]).Append(["agency-demo", "单位系统 OAuth client", "锦江区公安局交通警察大队", password])
            .Concat(DemoNames.Platforms.Select(p => (string[])
                [DemoNames.PlatformClient(p.Slug), "平台系统 OAuth client", $"成都市{p.Name}", password]));
        Directory.CreateDirectory(folder);
        var text = Table([["账户 account", "角色 role", "范围 where", "密码 password"], .. rows]) + ByPhone;
        var path = Path.Combine(folder, FileName);
        await File.WriteAllTextAsync(path, text, new UTF8Encoding(false), ct);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static string Where(
        DemoAccount account, Dictionary<string, string> regions, Dictionary<Guid, string> organisations) =>
        account switch
    {
        { OrganisationId: { } id } => organisations[id],
        { Region: "" } => "全部 everywhere",
        _ => $"{regions[account.Region]} {account.Region}",
    };

    private static string Table(IReadOnlyList<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(r => Width(r[column]))).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            var cells = row.Select((cell, i) => cell + new string(' ', widths[i] - Width(cell)));
            text.AppendLine(string.Join("  ", cells).TrimEnd());
        }

        return text.ToString();
    }

    /// <summary>Chinese characters take two columns of a terminal.</summary>
    private static int Width(string text) => text.Sum(c => c is >= '\u2E80' and <= '\uFFDC' ? 2 : 1);
}
