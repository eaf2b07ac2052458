using RiderPlatform.Grievances.Cases;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Grievances.Notes;

internal static class NoteRoutes
{
    public static void MapNotes(this RouteGroupBuilder notes)
    {
        notes.MapGet("", ListNotes.HandleAsync).WithName("ListNotes")
            .WithSummary("办理备注（骑手不可见）。 Notes of who works on it; not for its rider.").ForRoles(CaseAccess.Readers);
        notes.MapPost("", AddNote.HandleAsync).WithName("AddNote")
            .WithSummary("添加备注，不改变状态、版本和时限。 A note; status, version and clocks stay as they are.")
            .ForRoles(AddNote.Who).Idempotent().WithExample(new AddNote.Request("已联系物业，周三施工"));
    }
}
