using RiderPlatform.Contracts;
using RiderPlatform.Points;
using RiderPlatform.Points.Consumers;
using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Messaging;

var builder = ServiceHost.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddDatabase<PointsDb>("points");
builder.AddMessaging<PointsDb>("points", c => c
    .Add<CaseClosed, AwardPointsForClosedCase>().Add<RiderRegistered, CopyRiders>()
    .Add<DemandVerified, AwardPointsForVerifiedDemand>().Add<HazardVerified, AwardPointsForVerifiedHazard>()
    .Add<StationChanged, CopyStations>());
builder.AddPoints();
var app = builder.Build();
app.UseServiceDefaults();
app.MapPointsEndpoints();
await app.RunServiceAsync(args);

public partial class Program;
