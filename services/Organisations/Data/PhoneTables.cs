using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.Organisations.PhoneCodes;

namespace RiderPlatform.Organisations.Data;

/// <summary>One-time codes and the texts that carry them; nothing here lives longer than a day.</summary>
internal static class PhoneTables
{
    public static void Add(ModelBuilder model)
    {
        model.Entity<PhoneCode>(e =>
        {
            e.ToTable("phone_code", t => t.HasCheckConstraint("phone_code_tries", "tries between 0 and 5"));
            e.HasKey(x => x.PhoneIndex);
            e.HasIndex(x => x.AskedAt);
        });
        model.Entity<OutgoingText>(e =>
        {
            e.ToTable("outgoing_text");
            e.HasKey(x => x.PhoneIndex);
            e.HasIndex(x => x.NextAt);
        });
        model.Entity<MailboxMessage>(e =>
        {
            e.ToTable("mailbox_message");
            e.HasKey(x => x.Id);
            e.HasIndex(x => x.SentAt);
        });
    }
}
