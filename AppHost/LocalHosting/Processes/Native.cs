using System.Runtime.InteropServices;

namespace RiderPlatform.LocalHosting;

internal enum Signal
{
    Interrupt = 2,
    Quit = 3,
    Kill = 9,
    Terminate = 15,
}

/// <summary>The two calls of the C library that the base class library does not offer.</summary>
internal static partial class Native
{
    private const int NoSuchProcess = 3;

    /// <summary>
    /// Sends to one process, or with a negative id to a whole process group. False when there is none any more.
    /// </summary>
    public static bool Send(int processId, Signal signal)
    {
        if (kill(processId, (int)signal) == 0)
            return true;
        var error = Marshal.GetLastPInvokeError();
        return error == NoSuchProcess
            ? false
            : throw new InvalidOperationException(
                $"kill({processId}, {signal}): {Marshal.GetLastPInvokeErrorMessage()}");
    }

    public static void ChangeOwner(string path, UnprivilegedUser user)
    {
        if (chown(path, user.UserId, user.GroupId) != 0)
            throw new HostingException(
                $"无法把 {path} 交给用户 {user.Name} · Cannot give {path} to user {user.Name}: " +
                Marshal.GetLastPInvokeErrorMessage());
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int processId, int signal);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int chown(string path, int owner, int group);
}
