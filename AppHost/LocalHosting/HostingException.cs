namespace RiderPlatform.LocalHosting;

/// <summary>
/// Something that the person who started the platform can mend. Its message is one line, Chinese then English,
/// and is all that is printed; any other exception is a bug and keeps its stack trace.
/// </summary>
public sealed class HostingException : Exception
{
    public HostingException(string message) : base(message)
    {
    }

    public HostingException(string message, Exception inner) : base(message, inner)
    {
    }
}
