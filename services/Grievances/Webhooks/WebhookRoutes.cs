using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Grievances.Webhooks;

/// <summary>Subscriptions of units' own systems, and what they are made of.</summary>
internal static class WebhookRoutes
{
    private const string Url = "https://city.example.cn/hooks/riders";

    public static void AddWebhooks(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(AddressPolicy.Read(builder.Configuration));
        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<WebhookQueue>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<WebhookMetrics>();
        services.AddSingleton<WebhookSweep>();
        services.AddHostedService(s => s.GetRequiredService<WebhookSweep>());
        services.AddHostedService<DeliverWebhooks>();
    }

    public static void MapWebhooks(this RouteGroupBuilder hooks)
    {
        string[] who = WebhookAccess.Who;
        hooks.MapPost("", CreateWebhook.HandleAsync).WithName("CreateWebhook")
            .WithSummary("订阅本单位案件的变化；密钥只显示一次。 Be told of the unit's cases; the secret is shown once.")
            .ForRoles(who).WithExample(new CreateWebhook.Request(Url, ["case.dispatched", "case.closed"], null));
        hooks.MapGet("", ListWebhooks.HandleAsync).WithName("ListWebhooks")
            .WithSummary("订阅列表。 The subscriptions that are yours.").ForRoles(who);
        hooks.MapGet("/{id:guid}", ListWebhooks.OneAsync).WithName("GetWebhook")
            .WithSummary("一个订阅。 One subscription.").ForRoles(who);
        hooks.MapPut("/{id:guid}", ChangeWebhook.HandleAsync).WithName("ChangeWebhook")
            .WithSummary("修改地址、事件类型，暂停或恢复。 Change address and types, pause or resume.").ForRoles(who)
            .Idempotent().WithExample(new ChangeWebhook.Request(Url, null, Paused: true));
        hooks.MapDelete("/{id:guid}", ChangeWebhook.DeleteAsync).WithName("DeleteWebhook")
            .WithSummary("删除订阅。 Delete it with its deliveries.").ForRoles(who);
        hooks.MapPost("/{id:guid}/enable", ChangeWebhook.EnableAsync).WithName("EnableWebhook")
            .WithSummary("重新启用已停用的订阅。 Enable it again after it was disabled.").ForRoles(who).Idempotent();
        hooks.MapPost("/{id:guid}/secret", RotateWebhookSecret.HandleAsync).WithName("RotateWebhookSecret")
            .WithSummary("更换密钥，旧密钥 24 小时内仍有效。 A new secret; the old one signs too for a day.").ForRoles(who);
        hooks.MapPost("/{id:guid}/test", SendTestEvent.HandleAsync).WithName("SendTestEvent")
            .WithSummary("发送测试事件。 Send a test event.").ForRoles(who).Idempotent();
        hooks.MapGet("/{id:guid}/deliveries", ListDeliveries.HandleAsync).WithName("ListDeliveries")
            .WithSummary("投递记录。 What was sent and what came of it.").ForRoles(who)
            .WithExampleParameter("state", "Failed");
        hooks.MapPost("/{id:guid}/deliveries/{deliveryId:guid}/replay", ReplayDeliveries.OneAsync)
            .WithName("ReplayDelivery").WithSummary("重新投递一条。 Send one again.").ForRoles(who).Idempotent();
        hooks.MapPost("/{id:guid}/replay", ReplayDeliveries.HandleAsync).WithName("ReplayDeliveries")
            .WithSummary("重新投递某时刻以来的全部。 Send again everything since a moment.").ForRoles(who).Idempotent()
            .WithExample(new ReplayDeliveries.Request(new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero)));
    }
}
