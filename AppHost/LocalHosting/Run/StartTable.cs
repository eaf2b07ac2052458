using System.Text;

namespace RiderPlatform.LocalHosting;

/// <summary>What is printed once when everything is healthy.</summary>
internal static class StartTable
{
    private const string DemoAccountsFile = "demo-accounts.txt";

    public static string Text(RunContext context, TimeSpan elapsed)
    {
        var text = new StringBuilder();
        text.Append($"\nRiderPlatform 已就绪，用时 {elapsed.TotalSeconds:0.0} 秒 · ready in {elapsed.TotalSeconds:0.0} s\n\n");
        foreach (var run in context.Runs.Where(run => run.Kind is not "parameter"))
            text.Append($"  {run.Resource.Name,-24}{State(run),-20}{run.Url}\n");
        text.Append('\n');
        foreach (var run in context.Runs)
        {
            foreach (var url in run.Resource.Settings.Urls)
                text.Append($"  {url.DisplayText ?? run.Resource.Name}\t{run.Url}{PathOf(url)}\n");
        }

        text.Append(DemoAccounts(context.Data.FileNamed(DemoAccountsFile)));
        text.Append($"  数据 Data\t{context.Data.Path}\n  日志 Logs\t{context.Data.Logs}\n");
        text.Append("\n  Ctrl-C 停止 · stops everything;  ./run --restart NAME 重启一个资源 · restarts one resource\n");
        return text.ToString();
    }

    private static string PathOf(ResourceUrlAnnotation url) => url.Url.StartsWith('/') ? url.Url : "";

    /// <summary>Written by a seeding step, for people to sign in with.</summary>
    private static string DemoAccounts(string path) => !File.Exists(path)
        ? ""
        : $"\n  演示账号 Demo accounts\n{string.Concat(File.ReadLines(path).Select(line => $"    {line}\n"))}\n";

    private static string State(ResourceRun run) => run.State switch
    {
        ResourceState.Healthy => "健康 healthy",
        ResourceState.Exited when run.IsSettled => "完成 done",
        ResourceState.Waiting when run.IsSettled => "未启动 not started",
        var state => state.ToString(),
    };
}
