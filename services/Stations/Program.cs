using RiderPlatform.Contracts;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Messaging;
using RiderPlatform.Stations;
using RiderPlatform.Stations.Consumers;
using RiderPlatform.Stations.Data;
using RiderPlatform.Stations.Demand;
using RiderPlatform.Stations.Demo;
using RiderPlatform.Stations.Feeds;
using RiderPlatform.Stations.Finding;

var builder = ServiceHost.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddDatabase<StationsDb>("stations");
builder.AddMessaging<StationsDb>("stations", c => c
    .Add<OrganisationChanged, CopyOrganisations>()
    .Add<RegionsChanged, CopyRegions>());
builder.Services.AddScoped<StationViews>();
builder.Services.AddSingleton<StationSnapshot>();
builder.Services.AddHostedService<SnapshotRefresh>();
builder.Services.AddUnmetSearches();
builder.AddFeeds();
builder.Services.AddHealthChecks().AddCheck<SnapshotHealth>("snapshot");
if (builder.Configuration.GetValue<bool>("Demo:Enabled"))
{
    builder.Services.AddScoped<ISeed, DemoStations>();
}

var app = builder.Build();
app.UseServiceDefaults();
app.MapStationsEndpoints();
await app.RunServiceAsync(args);

public partial class Program;
