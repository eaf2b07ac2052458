using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.CoHandling;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Grievances.Lab;

internal static class LabRoutes
{
    private static readonly DateTimeOffset Day = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);

    public static void MapLab(this RouteGroupBuilder api)
    {
        var ofCase = api.MapGroup("/cases/{id:guid}/lab-referrals").WithTags("Lab");
        ofCase.MapGet("", ListSamples.OfCaseAsync).WithName("ListLabReferrals")
            .WithSummary("案件的送检样品与结果。 The samples of a case and their results.").ForRoles(CaseAccess.Readers);
        ofCase.MapPost("", ReferSample.HandleAsync).WithName("ReferSample")
            .WithSummary("样品送检。 Send a sample to an inspection institute.").ForRoles(AskCoHandler.Who).Idempotent()
            .WithExample(new ReferSample.Request(
                "CD-2026-0815", "盒饭（红烧肉）", "菌落总数、亚硝酸盐", Day, "王检查员", Guid.Empty, Day.AddDays(7), true));
        ofCase.MapPost("/{taskId:guid}/withdraw", ChangeReferral.WithdrawAsync).WithName("WithdrawSample")
            .WithSummary("撤回送检。 Withdraw a sample, with a reason.").ForRoles(AskCoHandler.Who).Idempotent()
            .WithExample(new ChangeReferral.Request("商家已主动召回"));
        MapInstitute(api.MapGroup("/cases/lab-samples").WithTags("Lab"));
    }

    private static void MapInstitute(RouteGroupBuilder samples)
    {
        samples.MapGet("", ListSamples.OfInstituteAsync).WithName("ListSamples")
            .WithSummary("送到本机构的样品。 The samples that were sent to your institute.").ForRoles(Roles.Handler)
            .WithExampleParameter("state", "Done");
        samples.MapGet("/{id:guid}", ListSamples.OneAsync).WithName("GetSample")
            .WithSummary("一个样品。 One sample.").ForRoles(Roles.Handler);
        samples.MapPost("/{id:guid}/receive", ChangeReferral.ReceiveAsync).WithName("ReceiveSample")
            .WithSummary("收样。 The institute has the sample.").ForRoles(Roles.Handler).Idempotent();
        samples.MapPost("/{id:guid}/decline", ChangeReferral.DeclineAsync).WithName("DeclineSample")
            .WithSummary("不收样，写明理由。 The institute does not take it.").ForRoles(Roles.Handler).Idempotent()
            .WithExample(new ChangeReferral.Request("封条破损"));
        samples.MapPost("/{id:guid}/result", ReportResult.HandleAsync).WithName("ReportResult")
            .WithSummary("报告检验结果（附报告照片）。 Report the result, with the report's pages.").ForRoles(Roles.Handler)
            .Accepts<ReportResult.Request>("multipart/form-data")
            .WithMetadata(new IdempotencyFilter.IdempotentMetadata { KeptByRoute = true })
            .WithExample(new ReportResult.Request("Failed", "菌落总数 3.2×10⁶ CFU/g（限值 10⁵）", null));
        samples.MapGet("/{id:guid}/pages/{pageId:guid}", ListSamples.PageAsync).WithName("GetReportPage")
            .WithSummary("检验报告的一页。 A page of the report.").ForRoles(CaseAccess.Readers)
            .WithExampleParameter("size", "thumbnail");
    }
}
