using System.Globalization;
using System.Runtime.CompilerServices;

namespace Fearless.Tool.Measuring.Probes;

/// <summary>What threads cost.</summary>
internal static class ThreadProbes
{
    // In mebibytes, a tenth beside what the guide names.
    private const double LeastStack = 0.9;
    private const double MostStack = 2.2;

    private const double KibibytesPerMebibyte = 1024;

    public static IEnumerable<Probe> All
    {
        get
        {
            yield return Probe.Microseconds("start and join a thread", null, StartAndJoin);
            yield return Probe.Microseconds("start and join a scoped thread, reused", null, static count =>
            {
                for (int i = 0; i < count; i++)
                    ThreadScope.Run(static scope => scope.Spawn(static () => { }));
            });
            yield return Probe.Microseconds("switch between two threads (channel)", Claim.CountedInItsUnit("microseconds"), PingPong);
            if (!OperatingSystem.IsLinux())
                yield break;
            yield return Probe.Fixed("stack that a thread reserves", "MiB", new Claim("1 to 2 MB", LeastStack, MostStack), operations: 1, static _ => OfStack("Size") / KibibytesPerMebibyte);
            yield return Probe.Fixed("stack that a new thread uses", "KiB", null, operations: 1, static _ => OfStack("Rss"));
        }
    }

    private static void StartAndJoin(int count)
    {
        for (int i = 0; i < count; i++)
        {
            var thread = new Thread(static () => { });
            thread.Start();
            thread.Join();
        }
    }

    private static void PingPong(int count)
    {
        (Channels.Sender<int> pings, Channels.Receiver<int> pinged) = Channels.Channel.Bounded<int>(0);
        (Channels.Sender<int> pongs, Channels.Receiver<int> ponged) = Channels.Channel.Bounded<int>(0);
        using (pings)
        using (ponged)
        {
            ThreadScope.Run(scope =>
            {
                scope.Spawn(() =>
                {
                    using (pinged)
                    using (pongs)
                    {
                        for (int i = 0; i < count; i += 2)
                            pongs.Send(pinged.Receive());
                    }
                });
                for (int i = 0; i < count; i += 2)
                {
                    pings.Send(i);
                    ponged.Receive();
                }
            });
        }
    }

    /// <summary>What Linux says of the stack of a new thread, in kibibytes.</summary>
    /// <remarks>SOURCE: <c>proc_pid_smaps(5)</c>. A stack is a mapping of its own, since pages that may not be touched are below it.</remarks>
    private static double OfStack(string field)
    {
        double kibibytes = 0;
        var thread = new Thread(() => kibibytes = OfMappingWith(AddressOnStack(), field));
        thread.Start();
        thread.Join();
        return kibibytes;
    }

    private static long AddressOnStack()
    {
        byte local = 0;
        return Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref local);
    }

    private static double OfMappingWith(long address, string field)
    {
        bool isInside = false;
        foreach (string line in File.ReadLines("/proc/self/smaps"))
        {
            string[] parts = line.Split([' ', '-'], 3, StringSplitOptions.RemoveEmptyEntries);
            // A mapping begins with its addresses, and goes on with what is counted of it.
            if (long.TryParse(parts[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out long start) && long.TryParse(parts[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out long end))
                isInside = address >= start && address < end;
            else if (isInside && parts[0] == field + ":")
                return double.Parse(parts[1], CultureInfo.InvariantCulture);
        }
        throw new InvalidOperationException($"The stack of a thread at {address:x} is in none of the mappings of /proc/self/smaps.");
    }
}
