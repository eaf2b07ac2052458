using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Points.Closes;

internal static class CloseRoutes
{
    private const string Root = "0f0b0c6c2e0c4a0d8d9f2b0e3e1f7a5b6c7d8e9f00112233445566778899aabb";

    public static void MapCloseRoutes(this RouteGroupBuilder points)
    {
        var day = new DateOnly(2026, 11, 1);
        var one = new CloseView(
            day, 1, Root, new string('0', 64), Root, new(2026, 11, 2, 0, 6, 0, TimeSpan.FromHours(8)));
        var proof = new Proof(day,
            "0199d1c0-0000-7000-8000-000000000001|Award|Immediate|Points|4|31|10|0199d1c0-0000-7000-8000-000000000002|"
                + "||1793520000000000", 0, 1, [], Root);
        points.MapGet("/closes", ListCloses.HandleAsync).AllowAnonymous()
            .WithName("ListLedgerCloses").WithSummary("账本每日封账的默克尔根与哈希链，公开。 The ledger's daily roots and chain, open.");
        points.MapGet("/closes/{day}", ListCloses.GetAsync).AllowAnonymous()
            .WithName("GetLedgerClose").WithSummary("某日的封账。 One day's close.")
            .WithExample(response: one).WithExampleParameter("day", "2026-11-01");
        points.MapPost("/closes/check", CheckProof.HandleAsync).AllowAnonymous()
            .WithName("CheckLedgerProof").WithSummary("核对一份分录证明。 Checks a proof of an entry.")
            .WithExample(proof, new CheckProof.Answer(true, Root, Root, "证明成立：该分录在当日公布的账本中，未被改动。",
                "It holds: the entry is in that day's published ledger, unchanged."));
        points.MapGet("/me/entries/{id:guid}/proof", ProveEntry.HandleAsync).ForRoles(Roles.Rider)
            .WithName("ProveMyEntry").WithSummary("我的一条明细在已公布账本中的证明。 Proof that an entry of mine is in the ledger.")
            .WithExample(response: new ProveEntry.Answer([proof]));
    }
}
