using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Gateway.Tests.Description;

/// <summary>A service on the real defaults with the kinds of routes that the platform has.</summary>
internal static class DescribedService
{
    public static async Task<WebApplication> StartAsync(Uri? address = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddServiceDefaults();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address?.GetLeftPart(UriPartial.Authority) ?? "http://127.0.0.1:0");
        var app = builder.Build();
        app.UseServiceDefaults();
        Map(app);
        await app.StartAsync();
        return app;
    }

    private static void Map(WebApplication app)
    {
        var api = app.MapGroup("/api/v1").WithTags("积分 Points");
        api.MapPost("/rewards/{id:guid}/redemptions", Redeem.Handle).WithName("RedeemReward")
            .WithSummary("兑换。 Redeem a reward.").ForRoles(Roles.Rider).Idempotent()
            .WithExample(new Redeem.Request(2, Redeem.Kind.Voucher), new Redeem.Response("7K3M-9QXP", null));
        api.MapGet("/rewards", List.Handle).WithName("ListRewards").WithSummary("目录。 Catalogue.")
            .WithExampleParameter("region", "5101");
        api.MapGet("/vouchers", Vouchers.Handle).WithName("ListVouchers").WithSummary("券。 Vouchers.").AllowAnonymous();
        app.MapPost("/internal/mint", (Hidden hidden) => TypedResults.Ok(hidden)).WithName("Mint").AllowAnonymous();
    }

    internal static class Redeem
    {
        public enum Kind
        {
            Voucher,
            Goods,
        }

        public sealed record Request(int Count, Kind Kind);

        public sealed record Response(string Code, DateTimeOffset? ExpiresAt);

        public static Results<Created<Response>, ProblemHttpResult> Handle(Guid id, Request request) =>
            request.Count > 0 ? TypedResults.Created($"/api/v1/vouchers/{id}", new Response("x", null))
                : Refusal.Stale.ToProblem();
    }

    internal static class List
    {
        public sealed record Item(string Name, long PointsCost);

        public static Ok<Page<Item>> Handle(string? region, [AsParameters] Paging paging) =>
            TypedResults.Ok(new Page<Item>([], region?.Length ?? 0, paging.Number, paging.Length));
    }

    internal static class Vouchers
    {
        public sealed record Item(string Code, List.Item Reward);

        public static Ok<Page<Item>> Handle([AsParameters] Paging paging) =>
            TypedResults.Ok(new Page<Item>([], 0, paging.Number, paging.Length));
    }

    internal sealed record Hidden(string Secret);
}
