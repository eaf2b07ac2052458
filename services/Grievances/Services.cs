using RiderPlatform.Grievances.Appeals;
using RiderPlatform.Grievances.Calendars;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Demands;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Imports;
using RiderPlatform.Grievances.Intake;
using RiderPlatform.Grievances.OnDuty;
using RiderPlatform.Grievances.Photos;
using RiderPlatform.Grievances.Projects;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.Grievances.Timers;
using RiderPlatform.Grievances.Verification;
using RiderPlatform.Grievances.Webhooks;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Http;

namespace RiderPlatform.Grievances;

/// <summary>What this service is made of, beside what every service has.</summary>
internal static class Services
{
    public static void AddGrievances(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(TransitionTable.Standard());
        services.AddSingleton(ClockLimits.Standard());
        services.AddScoped<TakeStep>();
        services.AddSingleton<IntakeStore>();
        services.AddHostedService(s => s.GetRequiredService<IntakeStore>());
        services.AddSingleton<StepStore>();
        services.AddHostedService(s => s.GetRequiredService<StepStore>());
        services.AddSingleton<CaseReader>();
        services.AddHostedService(s => s.GetRequiredService<CaseReader>());
        services.AddSingleton<ClueReplay>();
        services.AddSingleton<Reporting>();
        services.AddSingleton<FolderPhotoStore>();
        services.AddSingleton<IPhotoStore>(s => s.GetRequiredService<FolderPhotoStore>());
        services.AddSingleton<PhotoIntake>();
        services.AddSingleton<PhotoSweep>();
        services.AddHostedService(s => s.GetRequiredService<PhotoSweep>());
        services.AddSingleton<SharedAnswers>();
        services.AddSingleton<DirectoryCopy>();
        services.AddHostedService(s => s.GetRequiredService<DirectoryCopy>());
        services.AddSingleton<TimerSweep>();
        services.AddHostedService(s => s.GetRequiredService<TimerSweep>());
        services.AddSingleton<ReckoningSweep>();
        services.AddHostedService(s => s.GetRequiredService<ReckoningSweep>());
        services.AddHealthChecks().AddCheck<DirectoryCopy>("directory", tags: ["ready"]);
        builder.AddWebhooks();
        builder.AddProjects();
        services.AddImports();
        services.AddDemands();
        services.AddVerifications();
        services.AddAppeals();
        services.AddOnDuty();
        services.AddScoped<ISeed, StandardCategories>();
        if (builder.Configuration.GetValue<bool>("Demo:Enabled"))
        {
            services.AddScoped<ISeed, DemoStreets>();
        }
    }
}
