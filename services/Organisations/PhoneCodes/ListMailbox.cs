using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Tokens;

namespace RiderPlatform.Organisations.PhoneCodes;

/// <summary>The texts of the demo city's mailbox, newest first; there is no such address without a demo.</summary>
internal static class ListMailbox
{
    private const int Newest = 50;

    /// <param name="Phone">Masked: <c>138****0001</c>.</param>
    /// <param name="Text">As the phone would show it, the code included.</param>
    internal sealed record Message(Guid Id, string Phone, string Text, DateTimeOffset SentAt);

    internal sealed record Answer(IReadOnlyList<Message> Items);

    public static async Task<Ok<Answer>> HandleAsync(
        HttpContext http, OrganisationsDb db, TimeProvider time, CancellationToken ct)
    {
        IssueToken.NoStore(http);
        var oldest = time.GetUtcNow() - MailboxMessage.Lifetime;
        var items = await db.MailboxMessages.AsNoTracking().Where(m => m.SentAt > oldest)
            .OrderByDescending(m => m.SentAt).ThenByDescending(m => m.Id).Take(Newest)
            .Select(m => new Message(m.Id, m.MaskedPhone, m.Text, m.SentAt)).ToListAsync(ct);
        return TypedResults.Ok(new Answer(items));
    }
}
