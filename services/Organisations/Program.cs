using RiderPlatform.Contracts;
using RiderPlatform.Organisations;
using RiderPlatform.Organisations.Consumers;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Regions;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Messaging;

var builder = ServiceHost.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddDatabase<OrganisationsDb>("organisations");
builder.AddMessaging<OrganisationsDb>("organisations", c => c.Add<CalendarYearAnnounced, CopyYears>());
builder.AddOrganisations();
var app = builder.Build();
if (args is [ImportCommand.Name, var file])
{
    return await ImportCommand.RunAsync(app, file);
}

app.UseForwardedHeaders();
app.UseServiceDefaults();
app.MapOrganisationsEndpoints();
await app.RunServiceAsync(args);
return 0;

public partial class Program;
