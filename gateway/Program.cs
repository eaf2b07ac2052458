using RiderPlatform.Gateway;
using RiderPlatform.ServiceDefaults;

// The routes are configuration beside the program: they must be found whatever folder it is started from.
var builder = ServiceHost.CreateBuilder(args, AppContext.BaseDirectory);
builder.AddServiceDefaults();
builder.AddGateway();
var app = builder.Build();
app.UseGateway();
await app.RunAsync();

public partial class Program;
