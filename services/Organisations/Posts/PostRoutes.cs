using RiderPlatform.Organisations.DirectoryFeed;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Organisations.Posts;

internal static class PostRoutes
{
    public static void MapPosts(this RouteGroupBuilder api)
    {
        api.MapGet("/posts", ListPosts.HandleAsync).WithName("ListPosts").WithTags("posts")
            .WithSummary("岗位任用列表（五员、网格员、食品安全监督员）。 Posts of riders in your scope.")
            .ForRoles(DirectoryAccess.RiderReaders).WithExampleParameter("region", "510104")
            .WithExampleParameter("kind", nameof(PostKind.GridMember)).WithExampleParameter("active", true);
        var one = api.MapGroup("/riders/{id:guid}/posts").WithTags("posts");
        one.MapGet("", ListPosts.OfRiderAsync).WithName("ListPostsOfRider")
            .WithSummary("一名骑手的岗位，含已结束的。 The posts of one rider, those that ended too.");
        one.MapPost("", AppointRider.HandleAsync).WithName("AppointRider")
            .WithSummary("任用骑手到岗位。 Appoints a rider to a post.").ForRoles(DirectoryAccess.Keepers).Idempotent()
            .WithExample(new AppointRider.Request(
                PostKind.GridMember, "510104017", new(2026, 12, 1), new(2027, 12, 1)));
        one.MapPost("/{postId:guid}/end", EndPost.HandleAsync).WithName("EndPost")
            .WithSummary("结束任用，写明原因。 Ends a post, with the reason.").ForRoles(DirectoryAccess.Keepers)
            .Idempotent().WithExample(new EndPost.Request("本人申请，不再从事配送"));
    }
}
