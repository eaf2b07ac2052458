using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Points.Boards;

internal static class BoardRoutes
{
    private const string Csv = "text/csv";
    private static readonly DateTimeOffset Instant = new(2026, 11, 1, 0, 5, 0, TimeSpan.FromHours(8));
    private static readonly DateOnly First = new(2026, 10, 1);
    private static readonly DateOnly Last = new(2026, 10, 31);
    private static readonly Guid Rider = Guid.Parse("0199d1c0-0000-7000-8000-000000000013");
    private static readonly Guid Award = Guid.Parse("0199d1c0-0000-7000-8000-000000000011");
    private static readonly string Code = Board.CodeOf(Rider);

    private static readonly FrozenBoardView Frozen = new(
        Guid.Parse("0199d1c0-0000-7000-8000-000000000031"), "2026 年 10 月红骑手", "5101", First, Last, Instant, 1,
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", Instant.AddHours(9));

    public static void MapBoardRoutes(this RouteGroupBuilder points)
    {
        points.MapGet("/leaderboard", ReadLeaderboard.HandleAsync).ForRoles(ReadLeaderboard.Readers)
            .WithName("ReadLeaderboard")
            .WithSummary("积分榜：某区划某期间所得积分，截至某一时刻；同样的查询永远得到同样的结果。 "
                + "Riders by points earned, as of an instant; the same question answers the same for ever.")
            .OfAPeriod().WithExample(response: new ReadLeaderboard.Answer(
                "5101", First, Last, Instant,
                new Page<ReadLeaderboard.Row>([new(1, Code, 420, Instant.AddDays(-2), true, null)], 1, 1, 20),
                new ReadLeaderboard.Me(1, Code, 420, Instant.AddDays(-2), true)));
        points.MapGet("/my/leaderboard", ShowMe.GetAsync).ForRoles(Roles.Rider)
            .WithName("GetMyShowing").WithSummary("我是否参加积分榜。 Whether I stand on leaderboards.")
            .WithExample(response: new ShowMe.Response(true, null));
        points.MapPut("/my/leaderboard", ShowMe.HandleAsync).ForRoles(Roles.Rider).Idempotent()
            .WithName("ShowMe").WithSummary("参加或退出积分榜，自此刻起生效。 Joins or leaves leaderboards, from now on.")
            .WithExample(new ShowMe.Request(false), new ShowMe.Response(false, Instant));

        points.MapGet("/award-figures", ReadAwardFigures.HandleAsync).ForRoles(RidersInScope.Staff)
            .WithName("ReadAwardFigures")
            .WithSummary("评选用积分数据：按规则、条款、类别或区划。 Points earned in a period, by kind or region.")
            .OfAPeriod().WithExampleParameter("by", "Category").WithExample(response: new ReadAwardFigures.Answer(
                "5101", First, Last, Instant, EarnedBy.Category, new("", 2, 60, 1, 30, 30, 2),
                [new("road.damage", 2, 60, 1, 30, 30, 2)]));
        points.MapGet("/award-figures/rows", ListEarned.HandleAsync).ForRoles(RidersInScope.Staff)
            .WithName("ListEarned").WithSummary("一个数字背后的全部奖励与收回。 The awards and clawbacks behind a figure.")
            .OfAPeriod().WithExampleParameter("by", "Category").WithExampleParameter("key", "road.damage")
            .WithExample(response: new ListEarned.Answer(
                "5101", First, Last, Instant, EarnedBy.Category, "road.damage", new Page<ListEarned.Item>(
                    [new(Award, EarnedKind.Award, Rider, Code, "solved-case", 2, "major", "road.damage", "510104020",
                        30, Instant.AddDays(-2), Guid.Parse("0199d1c0-0000-7000-8000-000000000041"), Award)],
                    1, 1, 20)));
        points.MapGet("/award-figures/rows.csv", ListEarned.FileAsync).ForRoles(RidersInScope.Staff)
            .WithName("DownloadEarned").WithSummary("同上，CSV 文件。 The same as a file.").Produces<string>(200, Csv)
            .OfAPeriod().WithExampleParameter("by", "Category").WithExampleParameter("key", "road.damage");
        points.MapFrozenRoutes();
    }

    private static void MapFrozenRoutes(this RouteGroupBuilder points)
    {
        points.MapPost("/boards", FreezeBoard.HandleAsync).ForRoles(RidersInScope.Staff).Idempotent()
            .WithName("FreezeBoard")
            .WithSummary("冻结积分榜供评选使用，附 SHA-256；同一榜单只冻结一次。 Keeps a leaderboard for an award round, once.")
            .WithExample(new FreezeBoard.Request(Frozen.Title, "5101", First, Last, Instant), Frozen);
        points.MapGet("/boards", ListFrozenBoards.HandleAsync).ForRoles(ReadLeaderboard.Readers)
            .WithName("ListFrozenBoards").WithSummary("已冻结的名单。 Frozen lists, newest first.")
            .WithExampleParameter("region", "5101")
            .WithExample(response: new Page<FrozenBoardView>([Frozen], 1, 1, 20));
        points.MapGet("/boards/{id:guid}", ListFrozenBoards.GetAsync).ForRoles(ReadLeaderboard.Readers)
            .WithName("GetFrozenBoard").WithSummary("一份冻结的名单。 One frozen list.")
            .WithExample(response: new ListFrozenBoards.Whole(Frozen, new Page<ListFrozenBoards.Line>(
                [new(1, Code, 420, Instant.AddDays(-2), false, Rider)], 1, 1, 20)));
        points.MapGet("/boards/{id:guid}/file.csv", ListFrozenBoards.FileAsync).ForRoles(ReadLeaderboard.Readers)
            .WithName("DownloadFrozenBoard")
            .WithSummary("冻结的名单文件；其 SHA-256 即名单的哈希。 The file whose SHA-256 is the list's.")
            .Produces<string>(200, Csv);
        points.MapGet("/boards/{id:guid}/verification", ListFrozenBoards.VerifyAsync).ForRoles(ReadLeaderboard.Readers)
            .WithName("VerifyFrozenBoard")
            .WithSummary("由账本重新计算并比对，指出第一处不同。 Reckons it anew from the ledger; names the first difference.")
            .WithExample(response: new ListFrozenBoards.Proof(true, Frozen.Sha256, null));
    }

    private static RouteHandlerBuilder OfAPeriod(this RouteHandlerBuilder route) => route
        .WithExampleParameter("region", "5101").WithExampleParameter("from", "2026-10-01")
        .WithExampleParameter("to", "2026-10-31").WithExampleParameter("asOf", "2026-11-01T00:05:00+08:00");
}
