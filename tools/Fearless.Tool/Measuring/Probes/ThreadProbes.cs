using System.Runtime.CompilerServices;
using Fearless.Tool.Linux;

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
            yield return Probe.Fixed("stack that a thread reserves", "MiB", new Claim("1 to 2 MB", LeastStack, MostStack), operations: 1, static _ => StackOfNewThread().Size / KibibytesPerMebibyte);
            yield return Probe.Fixed("stack that a new thread uses", "KiB", null, operations: 1, static _ => StackOfNewThread().Resident);
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

    private static MemoryMapping StackOfNewThread()
    {
        MemoryMapping stack = default;
        var thread = new Thread(() => stack = MappingWith(AddressOnStack()));
        thread.Start();
        thread.Join();
        return stack;
    }

    private static ulong AddressOnStack()
    {
        byte local = 0;
        return (ulong)Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref local);
    }

    private static MemoryMapping MappingWith(ulong address) => MemoryMapping.ReadAll("/proc/self/smaps").Single(mapping => mapping.Contains(address));
}
