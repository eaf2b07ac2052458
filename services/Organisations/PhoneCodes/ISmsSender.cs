namespace RiderPlatform.Organisations.PhoneCodes;

/// <param name="Id">The same at every repetition of one text.</param>
/// <param name="Phone">Eleven digits.</param>
public sealed record Sms(Guid Id, string Phone, string Text);

/// <summary>What brings a text to a phone: the city's provider, or the mailbox of a demo.</summary>
public interface ISmsSender
{
    /// <summary>
    /// True when it was taken over; false or an exception when it is to be tried again. May be called twice for one
    /// text: a crash can fall between the provider's answer and our note of it.
    /// </summary>
    Task<bool> SendAsync(Sms sms, CancellationToken ct);
}
