using RiderPlatform.Points.Audit;
using RiderPlatform.Points.Awards;
using RiderPlatform.Points.Boards;
using RiderPlatform.Points.Closes;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Debts;
using RiderPlatform.Points.Ledger;
using RiderPlatform.Points.Lots;
using RiderPlatform.Points.Offline;
using RiderPlatform.Points.Settlements;
using RiderPlatform.Points.Vouchers;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Http;
using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.Points;

internal static class PointsDefaults
{
    /// <summary>Rules, background work and seeds of this service.</summary>
    public static void AddPoints(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<AwardRules>();
        services.AddSingleton<AwardMetrics>();
        services.AddScoped<AwardPosting>();
        services.AddSingleton<SharedAnswers>();
        services.AddSingleton<SettledLedger>();
        services.AddSingleton<BoardReader>();
        services.AddSingleton<KeepPartitions>();
        services.AddSingleton<ISeed>(s => s.GetRequiredService<KeepPartitions>());
        services.AddHostedService(s => s.GetRequiredService<KeepPartitions>());
        services.AddSingleton<LotLife>();
        services.AddSingleton<ExpireLots>();
        services.AddHostedService(s => s.GetRequiredService<ExpireLots>());
        services.AddSingleton<CollectDebts>();
        services.AddHostedService(s => s.GetRequiredService<CollectDebts>());
        services.AddSingleton(_ => KeyFile.Read(builder.Configuration));
        services.AddSingleton<VoucherCodes>();
        services.AddSingleton<VoucherTokens>();
        services.AddSingleton<VoucherTimes>();
        services.AddSingleton<FindVoucher>();
        services.AddScoped<ReportHandOvers>();
        services.AddScoped<ISeed, HideCodes>();
        services.AddSingleton<ExpireVouchers>();
        services.AddHostedService(s => s.GetRequiredService<ExpireVouchers>());
        services.AddSingleton<AuditMetrics>();
        services.AddSingleton<AuditLedger>();
        services.AddHostedService(s => s.GetRequiredService<AuditLedger>());
        services.AddSingleton<MakeSettlements>();
        services.AddHostedService(s => s.GetRequiredService<MakeSettlements>());
        services.AddSingleton<CloseDays>();
        services.AddHostedService(s => s.GetRequiredService<CloseDays>());
        services.AddHealthChecks().AddCheck<AuditMetrics>("ledger");
        services.AddScoped<ISeed, DefaultRules>();
        if (builder.Configuration.GetValue<bool>("Demo:Enabled"))
        {
            services.AddScoped<ISeed, DemoFunds>();
        }
    }
}
