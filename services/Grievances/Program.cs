using RiderPlatform.Grievances;
using RiderPlatform.Grievances.Consumers;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.OnDuty;
using RiderPlatform.Grievances.Open311;
using RiderPlatform.Contracts;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Messaging;

var builder = ServiceHost.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddDatabase<GrievancesDb>("grievances");
builder.AddMessaging<GrievancesDb>("grievances", c => c
    .Add<OrganisationChanged, CopyOrganisations>()
    .Add<DutyChanged, CopyDuties>()
    .Add<RiderRegistered, CopyRiders>()
    .Add<AccountChanged, CopyAccounts>()
    .Add<RosterChanged, CopyRosters>()
    .Add<RegionsChanged, CopyRegions>());
builder.AddGrievances();
builder.AddOpen311();
var app = builder.Build();
app.UseServiceDefaults();
app.MapGrievancesEndpoints();
await app.RunServiceAsync(args);

public partial class Program;
