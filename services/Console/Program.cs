using RiderPlatform.Console;
using RiderPlatform.Console.Data;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Data;

// Pages and their assets lie beside the program: they must be found whatever folder it is started from.
var builder = ServiceHost.CreateBuilder(args, AppContext.BaseDirectory);
builder.AddServiceDefaults();
builder.AddDatabase<ConsoleDb>("console");
builder.AddConsole();
var app = builder.Build();
app.UseConsole();
await app.RunServiceAsync(args);

public partial class Program;
