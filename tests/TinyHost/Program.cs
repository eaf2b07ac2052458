using RiderPlatform.TinyHost;

switch (args.FirstOrDefault())
{
    case "migrate":
        return TinyMigration.Run();
    case "serve":
        TinyService.Run();
        return 0;
    default:
        TinyModel.Run(args);
        return Environment.ExitCode;
}
