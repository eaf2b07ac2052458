using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Imports;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.Grievances.Tests.Webhooks;
using RiderPlatform.Harness;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Imports;

/// <summary>Old cases from a file: what becomes of each line, once, whatever happens in between.</summary>
public sealed class ImportTests(WebhookFixture fixture) : IClassFixture<WebhookFixture>
{
    private const string Heading =
        "原编号,类型,类别,严重程度,区划代码,经度,纬度,内容,上报时间,承办单位,状态,销号时间,结果,是否满意";

    private const string Closed =
        "A-1,线索,road.manhole,,510104022,,,春熙路口井盖缺失,2023-05-01 09:30,锦江区城管局,已销号,2023-05-03 16:00,已解决,是";

    private const string Dispatched = "A-2,诉求,other,一般,,104.081,30.657,小区不让进,2024-02-01 10:00,锦江区交警大队,已派单,,,";
    private const string Open = "A-3,,井盖缺失,重大,510104017,,,\"锦官驿, 东门\",2024-03-01,,,,,";

    [Fact]
    public async Task GoodLines_BecomeCases_WithTheirRealTimes_AndNothingIsPublishedOfTheClosed()
    {
        await using var urban = await Receiver.StartAsync();
        await using var traffic = await Receiver.StartAsync();
        await using var first = await fixture.SubscribeAsync(urban);
        await using var second = await fixture.SubscribeAsync(traffic, fixture.Agency(GrievancesFixture.Traffic));
        var facts = "select count(*) from outbox where type like 'case-closed%' or type like 'clue-%'";
        var job = await ImportAsync("loop", false, Closed, Dispatched, Open);
        Assert.Equal((3, 3, 0, 0), Counts(job));
        var report = await ReportAsync(job);
        var ids = await IdsAsync("loop");

        var closed = await CaseAsync(ids["A-1"]);
        Assert.Equal(("Closed", "Solved", true, "2023-05-01T01:30:00+00:00", "2023-05-03T08:00:00+00:00"),
            (closed.Text("status"), closed.Text("outcome"), closed.Text("satisfaction") == "Satisfied",
            closed.Text("reportedAt"), closed.Text("changedAt")));
        Assert.StartsWith("XS20230501-", closed.Text("number"), StringComparison.Ordinal);
        Assert.Contains($",A-1,Imported,{closed.Text("number")},", report, StringComparison.Ordinal);
        var told = await (await fixture.Dispatcher.GetAsync(Path($"/api/v1/cases/{ids["A-1"]}/timeline")))
            .ReadAsync(200);
        Assert.Equal(["Imported", "Closed"], told.EnumerateArray().Select(s => s.Text("kind")));
        var before = await (await fixture.Dispatcher.GetAsync(
            Path($"/api/v1/cases/{ids["A-1"]}?at=2023-05-02T00:00:00Z"))).ReadAsync(200);
        Assert.Equal("Registered", before.GetProperty("case").Text("status"));

        // It was never offered to anybody here: no response is due, but it was solved, and in time or not.
        var figures = (await (await fixture.Dispatcher.GetAsync(Path(
            "/api/v1/cases/statistics?from=2023-04-30&to=2023-05-20"))).ReadAsync(200)).GetProperty("total");
        Assert.All((string[])["response", "acceptance", "returned", "firstDispatch"], rate => Assert.Equal(0,
            figures.GetProperty(rate).GetProperty("denominator").Number("count")));
        Assert.All((string[])["onTime", "resolution"], rate => Assert.True(
            figures.GetProperty(rate).GetProperty("denominator").Number("count") > 0, rate));

        var dispatched = await CaseAsync(ids["A-2"]);
        Assert.Equal(("Dispatched", "Grievance", 2, GrievancesFixture.Traffic), (dispatched.Text("status"),
            dispatched.Text("kind"), dispatched.Number("version"), dispatched.GetProperty("unit").Id()));
        Assert.Equal("case.dispatched", (await traffic.HasAsync(ids["A-2"], 1))[0].Type);
        await fixture.StepAsync(fixture.Agency(GrievancesFixture.Traffic), ids["A-2"], "accept", new { version = 2 });
        var open = await CaseAsync(ids["A-3"]);
        Assert.Equal(
            ("Registered", "Major", "锦官驿, 东门"), (open.Text("status"), open.Text("severity"), open.Text("text")));

        Assert.Empty(urban.Received);
        Assert.Equal(0, await fixture.ScalarAsync<long>(
            $"select count(*) from webhook_deliveries where case_id = '{ids["A-1"]}'"));
        Assert.Equal(0, await fixture.ScalarAsync<long>(facts));
    }

    [Fact]
    public async Task DryRun_WritesNothing_AndTheSameFileAgainRepeats()
    {
        Assert.Equal((3, 2, 1, 0), Counts(await ImportAsync("again", true, Closed, Closed, Open)));
        Assert.Empty(await IdsAsync("again"));
        Assert.Equal((2, 2, 0, 0), Counts(await ImportAsync("again", false, Closed, Open)));
        var job =
            await ImportAsync("again", false, Open, Closed, Closed.Replace("A-1", "A-9", StringComparison.Ordinal));
        Assert.Equal((3, 1, 2, 0), Counts(job));
        Assert.Equal(3, (await IdsAsync("again")).Count);
        Assert.Equal((1, 1, 0, 0), Counts(await ImportAsync("another system", false, Closed)));
    }

    [Fact]
    public async Task BadLines_AreRefusedWithColumnAndReason_AndTheGoodOnesBetweenComeIn()
    {
        (string Line, string Column)[] bad =
        [
            (",,other,,510104,,,x,2024-01-01,,,,,", "number"),
            ("B-2,奇怪,other,,510104,,,x,2024-01-01,,,,,", "kind"),
            ("B-3,,no.such,,510104,,,x,2024-01-01,,,,,", "category"),
            ("B-4,,other,很大,510104,,,x,2024-01-01,,,,,", "severity"),
            ("B-5,,other,,999999,,,x,2024-01-01,,,,,", "region"),
            ("B-6,,other,,,,,x,2024-01-01,,,,,", "region"),
            ("B-7,,other,,511102004,,,x,2024-01-01,,,,,", "region"),
            ("B-8,,other,,510104,104,,x,2024-01-01,,,,,", "longitude"),
            ("B-9,,other,,510104,0,0,x,2024-01-01,,,,,", "longitude"),
            ("B-10,,other,,510104,,,,2024-01-01,,,,,", "text"),
            ("B-11,,other,,510104,,,x,昨天,,,,,", "reportedAt"),
            ("B-12,,other,,510104,,,x,2099-01-01,,,,,", "reportedAt"),
            ("B-13,,other,,510104,,,x,2024-01-01,无此单位,已派单,,,", "unit"),
            ("B-14,,other,,510104,,,x,2024-01-01,,已派单,,,", "unit"),
            ("B-15,,other,,510104,,,x,2024-01-01,锦江区城管局,,,,", "unit"),
            ("B-16,,other,,510104,,,x,2024-01-01,,办理中,,,", "status"),
            ("B-17,,other,,510104,,,x,2024-01-01,,已销号,,已解决,", "closedAt"),
            ("B-18,,other,,510104,,,x,2024-01-02,,已销号,2024-01-01,已解决,", "closedAt"),
            ("B-19,,other,,510104,,,x,2024-01-01,,已销号,2024-01-02,,", "outcome"),
            ("B-20,,other,,510104,,,x,2024-01-01,,,,已解决,", "outcome"),
            ("B-21,,other,,510104,,,x,2024-01-01,,,,,是", "satisfied"),
            ("B-22,,other,,510104,,,\"x\"y,2024-01-01,,,,,", "number"),
            ("=B-23,,other,,510104,,,x\u0007,2024-01-01,,,,,", "text"),
        ];
        var job = await ImportAsync("bad", false, [Closed, .. bad.Select(b => b.Line), Open]);
        Assert.Equal((bad.Length + 2, 2, 0, bad.Length), Counts(job));
        var report = (await ReportAsync(job)).Split("\r\n");
        Assert.Equal("\uFEFFline,number,outcome,case,column,reasonZh,reasonEn", report[0]);
        Assert.Equal(bad.Select(b => b.Column), report[2..^2].Select(l => l.Split(',')[4]));
        Assert.All(report[2..^2], l => Assert.True(l.Split(',').Length >= 7 && l.Split(',')[5].Length > 1, l));
        Assert.StartsWith("25,'=B-23,Refused,", report[24 + 0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "file")]
    [InlineData("原编号,类别,内容,上报时间\n", "file")]
    [InlineData("原编号,内容,上报时间\n1,x,2024-01-01\n", "file")]
    [InlineData("原编号,number,类别,内容,上报时间\n1,1,other,x,2024-01-01\n", "file")]
    [InlineData("\0\u0001\u0002", "file")]
    public async Task BadFiles_AreRefusedAsAWhole(string file, string field)
    {
        var problem = await (await PostAsync(fixture.Dispatcher, "bad", true, Encoding.UTF8.GetBytes(file)))
            .ProblemAsync(400, "Invalid");
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task Bounds_AndRights()
    {
        var lines = string.Concat(Enumerable.Range(0, 50_001).Select(i => $"{i},other,x,2024-01-01\n"));
        var many = Encoding.UTF8.GetBytes("number,category,text,reportedAt\n" + lines);
        await (await PostAsync(fixture.Dispatcher, "many", true, many)).ProblemAsync(400, "Invalid");
        await (await PostAsync(fixture.Dispatcher, "", true, many)).ProblemAsync(400, "Invalid");
        byte[] neither = [0xFF, 0xFF, 0x80, 0x0A];
        await (await PostAsync(fixture.Dispatcher, "neither", true, neither)).ProblemAsync(400, "Invalid");
        await (await PostAsync(fixture.Handler(), "x", true, Bytes([Closed]))).ProblemAsync(403, "Forbidden");
        await (await PostAsync(fixture.RiderClient, "x", true, Bytes([Closed]))).ProblemAsync(403, "Forbidden");
        var job = await ImportAsync("rights", true, Closed);
        foreach (var path in (string[])["", "/report"])
        {
            await (await fixture.ClientFor(null, new Grant(Roles.Dispatcher, "5101", null))
                .GetAsync(Path($"/api/v1/imports/{job.Id()}{path}"))).ProblemAsync(404, "NotFound");
        }

        await (await fixture.Administrator.GetAsync(Path($"/api/v1/imports/{job.Id()}"))).ReadAsync(200);
        Assert.True((await (await fixture.Administrator.GetAsync(Path("/api/v1/imports"))).ReadAsync(200))
            .Number("total") > 0);
    }

    /// <summary>Killed between two batches, with a half-told replica still trying to write.</summary>
    [Fact]
    public async Task AKilledImport_GoesOnBehindItsLastBatch()
    {
        string[] lines = [.. Enumerable.Range(1, 600).Select(i => $"K-{i:000},,other,,510104,,,第{i}条,2024-01-01,,,,,")];
        var content = Bytes(lines);
        var lease = Guid.CreateVersion7();
        var job = new ImportJob
        {
            Id = Guid.CreateVersion7(), Source = "killed", DryRun = false, State = ImportState.Running,
            Content = content, CreatedBy = Guid.CreateVersion7(), Grants = ["dispatcher|5101|"], Total = 600,
            CreatedAt = fixture.Time.GetUtcNow(), Lease = lease, LeaseUntil = fixture.Time.GetUtcNow().AddHours(1),
        };
        await fixture.WithAsync<GrievancesDb, int>(db =>
        {
            db.Add(job);
            return db.SaveChangesAsync();
        });
        Assert.True(await BatchAsync(job, content, lease));
        await fixture.StartReplicaAsync();
        await fixture.WithAsync<GrievancesDb, int>(db => db.Set<ImportJob>().Where(j => j.Id == job.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(j => j.LeaseUntil, fixture.Time.GetUtcNow())));
        await Eventually.IsAsync(
            () => fixture.ScalarAsync<string>($"select state from import_jobs where id = '{job.Id}'"), s =>
                s == "Done");
        Assert.False(await BatchAsync(job, content, lease));
        Assert.Equal(600, await fixture.ScalarAsync<int>($"select imported from import_jobs where id = '{job.Id}'"));
        Assert.Equal(600, (await IdsAsync("killed")).Count);
        Assert.Equal(600, await fixture.ScalarAsync<long>(
            $"select count(*) from import_lines where job_id = '{job.Id}' and outcome = 'Imported'"));
        Assert.Equal(0, await fixture.ScalarAsync<long>(
            "select count(*) from imported_cases i where not exists (select from cases c where c.id = i.case_id)"));
    }

    [Fact]
    public async Task TheSameFileAtOnceOverTwoReplicas_IsImportedOnce()
    {
        await fixture.StartReplicaAsync();
        string[] lines = [.. Enumerable.Range(1, 700).Select(i => $"S-{i},,other,,510104,,,第{i}条,2024-01-01,,,,,")];
        var jobs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ImportAsync("same", false, lines)));
        Assert.Equal(700, jobs.Sum(j => j.Number("imported")));
        Assert.Equal(1400, jobs.Sum(j => j.Number("repeated")));
        Assert.Equal(700, (await IdsAsync("same")).Count);
    }

    private async Task<bool> BatchAsync(ImportJob job, byte[] content, Guid lease)
    {
        return await fixture.WithAsync<GrievancesDb, bool>(async db =>
        {
            var scope = new Scope { Subject = job.CreatedBy, Grants = [new Grant(Roles.Dispatcher, "5101", null)] };
            RoutingSnapshot snapshot = fixture.Snapshot!;
            var check = new LineCheck(snapshot, scope, fixture.Time.GetUtcNow());
            var read = new ImportFile(content).Read().Take(250).Select(l => (l, check.Read(l).Case,
                check.Read(l).Refusal)).ToList();
            var batch = new ImportBatch(
                db, job, ClockLimits.Standard(), snapshot.Calendar, fixture.Time.GetUtcNow());
            await batch.FillAsync(read, [], default);
            return await batch.TrySaveAsync(lease, fixture.Time.GetUtcNow().AddHours(1), default);
        });
    }

    private async Task<JsonElement> ImportAsync(string source, bool dryRun, params string[] lines)
    {
        var client = fixture.Dispatcher;
        var job = await (await PostAsync(client, source, dryRun, Bytes(lines))).ReadAsync(202);
        return await Eventually.IsAsync(
            async () => await (await client.GetAsync(Path($"/api/v1/imports/{job.Id()}"))).ReadAsync(200),
            j => j.Text("state") == "Done");
    }

    private static byte[] Bytes(string[] lines) => Encoding.UTF8.GetBytes($"{Heading}\n{string.Join('\n', lines)}\n");

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string source, bool dryRun, byte[] file)
    {
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return await client.PostAsync(
            Path($"/api/v1/imports?source={Uri.EscapeDataString(source)}&dryRun={(dryRun ? "true" : "false")}"),
                content);
    }

    private async Task<string> ReportAsync(JsonElement job)
    {
        var answer = await fixture.Administrator.GetAsync(Path(job.Text("report")!));
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        return Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());
    }

    private async Task<Dictionary<string, Guid>> IdsAsync(string source) =>
        await fixture.WithAsync<GrievancesDb, Dictionary<string, Guid>>(db => db.Set<ImportedCaseRow>()
            .Where(i => i.Source == source).ToDictionaryAsync(i => i.OldNumber, i => i.CaseId));

    private async Task<JsonElement> CaseAsync(Guid id) =>
        (await (await fixture.Dispatcher.GetAsync(Path($"/api/v1/cases/{id}"))).ReadAsync(200)).GetProperty("case");

    private static (int Total, int Imported, int Repeated, int Refused) Counts(JsonElement job) =>
        (job.Number("total"), job.Number("imported"), job.Number("repeated"), job.Number("refused"));

    private static Uri Path(string path) => new(path, UriKind.Relative);
}
