using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Data;
using RiderPlatform.Console.Exports;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Exports;

/// <summary>One's own files: how far they are, to fetch and to delete.</summary>
public sealed class IndexModel(ExportJobs exports) : ConsolePage
{
    public IReadOnlyList<ExportRow> Files { get; private set; } = [];

    public bool IsBusy => Files.Any(f => f.State == ExportRow.Running);

    public async Task OnGetAsync() => Files = await exports.OfAsync(Me.Person!.Subject, Aborted);

    public async Task<IActionResult> OnGetFileAsync(Guid id)
    {
        if (await exports.ReadyAsync(id, Me.Person!.Subject, Aborted) is not { } file)
        {
            return NotFound();
        }

        Response.ContentType = "text/csv; charset=utf-8";
        Response.ContentLength = file.Bytes;
        Response.Headers.ContentDisposition = $"attachment; filename=\"{ExportJobs.FileName(file.CreatedAt)}\"";
        await foreach (var chunk in exports.ChunksAsync(id).WithCancellation(Aborted))
        {
            await Response.Body.WriteAsync(chunk, Aborted);
        }

        return new EmptyResult();
    }

    public async Task<IActionResult> OnPostDeleteAsync(Guid id)
    {
        await exports.DeleteAsync(id, Me.Person!.Subject, Aborted);
        return Done(Here.Link("/console/exports"), T["exports.deleted"]);
    }
}
