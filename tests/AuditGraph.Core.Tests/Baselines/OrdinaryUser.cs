using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AuditGraph.Core.Tests.Baselines;

/// <summary>Lets a test meet files as a user to whom permissions matter, also where root runs the tests.</summary>
internal static class OrdinaryUser
{
    private const uint Root = 0;
    private const uint Nobody = 65534;

    /// <summary>Does something as that user, on this thread and those that it starts.</summary>
    /// <param name="folder">The folder of the test, which comes to belong to that user.</param>
    /// <param name="act">What to do.</param>
    public static T Do<T>(string folder, Func<T> act)
    {
        if (Environment.UserName != "root")
        {
            return act();
        }

        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux knows a thread's own user for files.");
        using (Process chown = Process.Start("chown", ["-hR", $"{Nobody}", folder]))
        {
            chown.WaitForExit();
        }

        _ = setfsuid(Nobody);
        try
        {
            return act();
        }
        finally
        {
            _ = setfsuid(Root);
        }
    }

    [DllImport("libc")]
    private static extern int setfsuid(uint user);
}
