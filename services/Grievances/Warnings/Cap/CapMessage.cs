using RiderPlatform.Grievances.Domain.Warnings;

namespace RiderPlatform.Grievances.Warnings.Cap;

/// <summary>What names a CAP message in the whole world.</summary>
public sealed record CapName(string Sender, string Identifier, DateTimeOffset Sent);

/// <summary>A CAP 1.2 message that has passed every check.</summary>
/// <param name="Status"><c>Actual</c>, or one that is never acted on.</param>
/// <param name="References">The messages that it updates or cancels.</param>
/// <param name="Parts">Its <c>info</c> blocks in one language: Chinese where there is one, else the first.</param>
public sealed record CapMessage(
    CapName Name, string Status, string MsgType, string Scope, IReadOnlyList<CapName> References,
    IReadOnlyList<WarningPart> Parts)
{
    public bool IsActual => Status == "Actual";

    /// <summary>It says that something is coming; the other kinds speak about messages.</summary>
    public bool Warns => IsActual && MsgType is ("Alert" or "Update");

    /// <summary>From its own moment on the messages that it refers to hold no more.</summary>
    public bool Supersedes => IsActual && MsgType is ("Update" or "Cancel");
}

/// <summary>What is wrong with a message, and where: path of the element, line and column of its start.</summary>
public sealed record CapFault(string Path, int Line, int Column, string Zh, string En);
