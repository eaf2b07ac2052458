using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;

namespace RiderPlatform.Organisations.PhoneCodes;

/// <summary>In place of a provider, with the demo city only: texts end in a table that anyone may read.</summary>
internal sealed class Mailbox(IServiceScopeFactory scopes, TimeProvider time) : ISmsSender
{
    public async Task<bool> SendAsync(Sms sms, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OrganisationsDb>();
        var (masked, now) = (PersonalText.MaskPhone(sms.Phone), time.GetUtcNow());
        await db.Database.ExecuteSqlAsync($"""
            insert into mailbox_message (id, masked_phone, text, sent_at) values ({sms.Id}, {masked}, {sms.Text}, {now})
            on conflict (id) do nothing
            """, ct);
        return true;
    }
}
