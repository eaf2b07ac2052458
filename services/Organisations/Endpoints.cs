using RiderPlatform.Organisations.Accounts;
using RiderPlatform.Organisations.DirectoryFeed;
using RiderPlatform.Organisations.Duties;
using RiderPlatform.Organisations.PhoneCodes;
using RiderPlatform.Organisations.Posts;
using RiderPlatform.Organisations.Regions;
using RiderPlatform.Organisations.Riders;
using RiderPlatform.Organisations.Rosters;
using RiderPlatform.Organisations.SignIn;
using RiderPlatform.Organisations.Tokens;
using RiderPlatform.Organisations.Tree;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Organisations;

/// <summary>Every route of the service: one line a use case.</summary>
internal static class Endpoints
{
    public static void MapOrganisationsEndpoints(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1");
        MapDirectory(api);
        MapPeople(api);
        api.MapRosters();
        api.MapPosts();
        MapMailbox(api, app.Configuration.GetValue<bool>("Demo:Enabled"));
        if (app.Configuration["Identity:Authority"] is not { Length: > 0 })
        {
            MapSignIn(app);
        }
    }

    private static void MapDirectory(RouteGroupBuilder api)
    {
        api.MapGet("/regions", ListRegions.HandleAsync)
            .Named("ListRegions", "regions", "下级区划。 The direct children of a region.").AllowAnonymous();
        api.MapGet("/regions/{code}", GetRegion.HandleAsync)
            .Named("GetRegion", "regions", "一个区划。 One region.").AllowAnonymous();

        api.MapGet("/organisations", ListOrganisations.HandleAsync)
            .Named("ListOrganisations", "organisations", "组织列表。 Organisations in your scope.")
            .ForRoles(DirectoryAccess.Readers);
        api.MapGet("/organisations/{id:guid}", GetOrganisation.HandleAsync)
            .Named("GetOrganisation", "organisations", "一个组织。 One organisation.").ForRoles(DirectoryAccess.Readers);
        api.MapPost("/organisations", CreateOrganisation.HandleAsync)
            .Named("CreateOrganisation", "organisations", "新建组织。 Creates an organisation.")
            .ForRoles(DirectoryAccess.Keepers).Idempotent();
        api.MapPut("/organisations/{id:guid}", ChangeOrganisation.HandleAsync)
            .Named("ChangeOrganisation", "organisations", "修改、移动或撤销组织。 Changes, moves or dissolves an organisation.")
            .ForRoles(DirectoryAccess.Keepers).Idempotent();

        api.MapGet("/duties", ListDuties.HandleAsync)
            .Named("ListDuties", "duties", "职责列表。 Duties in your scope.").ForRoles(DirectoryAccess.Readers);
        api.MapPost("/duties", GiveDuty.HandleAsync)
            .Named("GiveDuty", "duties", "赋予职责。 Gives an organisation a duty.").ForRoles(DirectoryAccess.Keepers)
            .Idempotent();
        api.MapPut("/duties/{id:guid}", ChangeDuty.HandleAsync)
            .Named("ChangeDuty", "duties", "变更职责（新的一条取代旧的）。 Changes a duty: a new one supersedes it.")
            .ForRoles(DirectoryAccess.Keepers).Idempotent();
        api.MapDelete("/duties/{id:guid}", WithdrawDuty.HandleAsync)
            .Named("WithdrawDuty", "duties", "收回职责。 Withdraws a duty.").ForRoles(DirectoryAccess.Keepers).Idempotent();

        api.MapPost("/directory/republish", RepublishDirectory.HandleAsync)
            .Named("RepublishDirectory", "directory", "重新发布全部目录。 Publishes the whole directory again.")
            .ForRoles(Roles.Administrator).Idempotent();
    }

    private static void MapPeople(RouteGroupBuilder api)
    {
        api.MapGet("/riders", ListRiders.HandleAsync)
            .Named("ListRiders", "riders", "骑手列表（脱敏）。 Riders in your scope, masked.")
            .ForRoles(DirectoryAccess.RiderReaders);
        api.MapGet("/riders/{id:guid}", GetRider.HandleAsync)
            .Named("GetRider", "riders", "一名骑手（脱敏）。 One rider, masked.");
        api.MapPost("/riders", RegisterRider.HandleAsync)
            .Named("RegisterRider", "riders", "登记骑手。 Registers a rider.").ForRoles(DirectoryAccess.Keepers);

        api.MapGet("/accounts/me", GetMyAccount.HandleAsync)
            .Named("GetMyAccount", "accounts", "当前账户。 The account that calls.");
        api.MapPost("/accounts", CreateAccount.HandleAsync)
            .Named("CreateAccount", "accounts", "新建账户。 Creates an account.").ForRoles(Roles.Administrator);
        api.MapPost("/accounts/{id:guid}/leaving", EndAccount.HandleAsync)
            .Named("EndAccount", "accounts", "停用账户（离岗）。 Ends an account: the person has left.")
            .ForRoles(Roles.Administrator).Idempotent();
        api.MapPost("/accounts/clients", CreateClient.HandleAsync)
            .Named("CreateClient", "accounts", "登记应用或单位系统。 Registers an OAuth client.").ForRoles(Roles.Administrator);
        api.MapPost("/accounts/bootstrap", BootstrapAdministrator.HandleAsync)
            .Named("BootstrapAdministrator", "accounts", "创建首位管理员。 Makes the first administrator, once.")
            .AllowAnonymous();
    }

    /// <summary>Anyone may read it: it exists beside a demo city only.</summary>
    private static void MapMailbox(RouteGroupBuilder api, bool demo)
    {
        if (demo)
        {
            api.MapGet("/mailbox", ListMailbox.HandleAsync)
                .Named("ListMailbox", "identity", "演示信箱：发出的短信。 The demo's mailbox: texts that were sent.")
                .AllowAnonymous();
        }
        else
        {
            api.MapGet("/mailbox", () => Refusal.NotFound.ToProblem()).AllowAnonymous().ExcludeFromDescription();
        }
    }

    private static void MapSignIn(WebApplication app)
    {
        app.MapGet("/oauth/authorize", Authorize.HandleAsync)
            .Named("Authorize", "identity", "授权码登录（PKCE）。 Authorization code with PKCE.").AllowAnonymous();
        app.MapGet("/signin", SignInForm.ShowAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapPost("/signin", SignInForm.SubmitAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapPost("/oauth/token", IssueToken.HandleAsync)
            .Named("IssueToken", "identity", "换取令牌。 Issues tokens.").AllowAnonymous()
            .Produces<TokenAnswer>().Produces<OAuthError>(400).Produces<OAuthError>(401).Produces<OAuthError>(429);
        app.MapPost("/oauth/revoke", RevokeToken.HandleAsync)
            .Named("RevokeToken", "identity", "撤销刷新令牌。 Revokes a refresh token.").AllowAnonymous()
            .Produces(200).Produces<OAuthError>(400).Produces<OAuthError>(401).Produces<OAuthError>(429);
        app.MapGet("/.well-known/jwks.json", PublishKeys.KeySetAsync)
            .Named("GetKeySet", "identity", "签名公钥。 The public signing keys.").AllowAnonymous();
        app.MapGet("/.well-known/openid-configuration", PublishKeys.Discovery)
            .Named("GetDiscovery", "identity", "OpenID 发现文档。 The discovery document.").AllowAnonymous();
    }

    private static RouteHandlerBuilder Named(this RouteHandlerBuilder route, string name, string tag, string summary) =>
        route.WithName(name).WithTags(tag).WithSummary(summary);
}
