using Microsoft.AspNetCore.Mvc;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Grievances.Imports;

/// <summary>Old cases from files.</summary>
internal static class ImportRoutes
{
    public static readonly string[] Who = [Roles.Dispatcher, Roles.Administrator];

    private const string Example = """
        原编号,类别,区划代码,内容,上报时间,状态,销号时间,结果,是否满意
        2023-000117,road.manhole,510104022,春熙路口井盖缺失,2023-05-01 09:30,已销号,2023-05-03 16:00,已解决,是
        """;

    private const string ExampleReport = """
        line,number,outcome,case,column,reasonZh,reasonEn
        2,2023-000117,Imported,XS20230501-100001,,,
        3,2023-000118,Refused,,category,没有这个类别。,No such category.
        """;

    public static void AddImports(this IServiceCollection services) => services.AddHostedService<RunImports>();

    public static void MapImports(this RouteGroupBuilder imports)
    {
        imports.MapPost("", StartImport.HandleAsync).WithName("StartImport")
            // Before anything is judged: what is refused unread must have been allowed, or the sender hears nothing.
            .WithMetadata(new RequestSizeLimitAttribute(ImportFile.MaxBytes))
            .WithSummary("导入旧案件（CSV，UTF-8 或 GB18030；可先试运行）。 Import old cases from CSV; try it with dryRun first.")
            .ForRoles(Who).Accepts<string>("text/csv").WithExample(Example)
            .WithExampleParameter("source", "12345").WithExampleParameter("dryRun", "true");
        imports.MapGet("", GetImport.ListAsync).WithName("ListImports")
            .WithSummary("导入任务。 The imports that you started.").ForRoles(Who);
        imports.MapGet("/{id:guid}", GetImport.HandleAsync).WithName("GetImport")
            .WithSummary("导入进度与数量。 How far it is, and the counts.").ForRoles(Who);
        imports.MapGet("/{id:guid}/report", GetImport.ReportAsync).WithName("GetImportReport")
            .WithSummary("逐行报告（CSV）。 Line by line, as CSV.").ForRoles(Who)
            .Produces<string>(200, "text/csv").WithExample(response: ExampleReport);
    }
}
