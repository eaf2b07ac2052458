using RiderPlatform.Points.Domain;
using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.Points.Vouchers;

/// <summary>
/// A voucher's code is made from its id and the platform's key, which lies outside of the database. What is stored is
/// an HMAC of the code: its rider can be shown it again, and who has read the whole database can spend nothing.
/// </summary>
public sealed class VoucherCodes(KeyRing keys)
{
    private const string CodePurpose = "voucher-code";
    private const string StoredPurpose = "voucher-code-stored";

    /// <summary>As a person reads it, with hyphens.</summary>
    public string Of(Guid voucher) => VoucherCode.Display(Plain(voucher));

    public string TailOf(Guid voucher) => VoucherCode.Tail(Plain(voucher));

    /// <summary>What is stored of it: 64 hexadecimal digits.</summary>
    public string StoredOf(Guid voucher) => Stored(Plain(voucher));

    /// <summary>What would be stored of this code; null when it is none.</summary>
    public string? StoredOf(string? typed) => VoucherCode.Parse(typed) is { } code ? Stored(code) : null;

    private string Plain(Guid voucher) =>
        VoucherCode.Of(keys.Index(CodePurpose, voucher.ToString()).AsSpan(0, VoucherCode.Bytes));

    private string Stored(string code) => Convert.ToHexStringLower(keys.Index(StoredPurpose, code));
}
