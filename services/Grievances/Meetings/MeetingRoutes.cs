using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Intake;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Grievances.Meetings;

internal static class MeetingRoutes
{
    public static void MapMeetings(this RouteGroupBuilder api)
    {
        var meetings = api.MapGroup("/meetings").WithTags("Meetings");
        meetings.MapPost("", RecordMeeting.HandleAsync).WithName("RecordMeeting")
            .WithSummary("登记座谈会或联席会议，议题转为案件。 Keep the minutes; items become cases.")
            .ForRoles(RegisterCase.Staff).Idempotent()
            .WithExample(new RecordMeeting.Request(
                MeetingKind.Forum, new DateOnly(2026, 11, 20), "春熙路街道骑手之家", "510104022", "骑手 12 人，街道、物业各 1 人",
                [new("小区东门骑手进不去", "access.compound", "510104022", "Case"), new("感谢驿站延长开放", null, null, "Note")]));
        meetings.MapGet("", ListMeetings.HandleAsync).WithName("ListMeetings")
            .WithSummary("会议记录与议题办理情况。 Minutes, and what became of each item.").ForRoles(ListMeetings.Readers)
            .WithExampleParameter("kind", "Forum").WithExampleParameter("region", "5101");
        meetings.MapGet("/{id:guid}", ListMeetings.OneAsync).WithName("GetMeeting")
            .WithSummary("一次会议。 One meeting.").ForRoles(ListMeetings.Readers);
    }
}
