using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Fearless.Tasks;

/// <summary>Linux's epoll with an eventfd: waits for descriptors, and is woken by other threads.</summary>
internal sealed unsafe partial class Epoll : IDisposable
{
    /// <summary>The key of a wake-up.</summary>
    public const ulong WakeKey = ulong.MaxValue;

    // SOURCE: sys/epoll.h, sys/eventfd.h, errno.h.
    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;
    private const int Add = 1;
    private const int Remove = 2;
    private const int Modify = 3;
    private const uint EdgeTriggered = 1u << 31;
    private const uint Once = 1u << 30;
    private const int Interrupted = 4;

    // SOURCE: linux/eventpoll.h: an event is a word and a key of eight bytes, packed on x64 and aligned elsewhere.
    private static readonly int KeyOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? sizeof(uint) : sizeof(ulong);
    private static readonly int EventSize = KeyOffset + sizeof(ulong);

    private readonly SafeFileHandle _epoll;
    private readonly int _maxEvents;

    // Pinned: the system writes to it.
    private readonly byte[] _events;

    private SafeFileHandle? _event;

    /// <param name="maxEvents">How many a wait tells of.</param>
    /// <exception cref="Win32Exception">The process has no more descriptors.</exception>
    public Epoll(int maxEvents)
    {
        _maxEvents = maxEvents;
        _events = GC.AllocateArray<byte>(maxEvents * EventSize, pinned: true);
        _epoll = Owned(Create(CloseOnExec));
    }

    /// <summary>Readable itself while a wait would find something.</summary>
    public SafeHandle Descriptor => _epoll;

    /// <summary>Has <see cref="Wake"/> work, at the price of a descriptor. Once, before the first wait.</summary>
    /// <exception cref="Win32Exception">The process has no more descriptors.</exception>
    public void AllowWake()
    {
        _event = Owned(CreateEvent(0, CloseOnExec | NonBlocking));
        Watch(_event, WakeKey, Readiness.Readable);
    }

    /// <summary>Tells of a descriptor from now on, by <paramref name="key"/>, each time that one of <paramref name="wanted"/>, a hang-up or
    /// a failure comes.</summary>
    /// <exception cref="Win32Exception">The descriptor cannot be waited for, such as that of a file.</exception>
    public void Watch(SafeHandle descriptor, ulong key, Readiness wanted) => Subscribe(Add, descriptor, key, (uint)wanted | EdgeTriggered);

    /// <summary>Tells of a descriptor once: now, if one of <paramref name="wanted"/> is there, or as soon as it comes.</summary>
    public void WatchOnce(SafeHandle descriptor, ulong key, Readiness wanted) => Subscribe(Add, descriptor, key, (uint)wanted | Once);

    /// <summary>Tells once more of a descriptor that <see cref="WatchOnce"/> has told of, or would. Any thread.</summary>
    public void WatchAgain(SafeHandle descriptor, ulong key, Readiness wanted) => Subscribe(Modify, descriptor, key, (uint)wanted | Once);

    /// <summary>Tells of a descriptor no more.</summary>
    public void Forget(SafeHandle descriptor)
    {
        // SOURCE: epoll_ctl(2), BUGS: old kernels want an event here, too.
        byte* none = stackalloc byte[EventSize];
        _ = Control(_epoll, Remove, descriptor, none);
    }

    /// <summary>Waits until something is ready, for <paramref name="milliseconds"/> at most, -1 for any time. One thread's.</summary>
    /// <returns>How many events <see cref="Read(int)"/> has.</returns>
    public int Wait(int milliseconds)
    {
        // SAFETY: the array is pinned and holds that many. A call that may sleep must not suppress the GC transition.
        byte* events = (byte*)Unsafe.AsPointer(ref _events[0]);
        int count = milliseconds == 0
            ? Poll(_epoll.DangerousGetHandle(), events, _maxEvents, 0)
            : Wait(_epoll, events, _maxEvents, milliseconds);
        if (count >= 0)
            return count;
        int error = milliseconds == 0 ? Interrupted : Marshal.GetLastPInvokeError();
        return error == Interrupted ? 0 : throw new Win32Exception(error);
    }

    /// <summary>An event of the last wait.</summary>
    public (Readiness What, ulong Key) Read(int index)
    {
        ref byte start = ref _events[index * EventSize];
        return ((Readiness)Unsafe.ReadUnaligned<uint>(ref start), Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, KeyOffset)));
    }

    /// <summary>Ends the wait that goes on, or the next one. Any thread; does nothing after the end.</summary>
    public void Wake()
    {
        ulong one = 1;
        try
        {
            // SAFETY: the marshaller holds the handle meanwhile, so the number means this event and no other file.
            _ = Write(_event!, &one, sizeof(ulong));
        }
        catch (ObjectDisposedException)
        {
            // RACE: nobody waits any more.
        }
    }

    /// <summary>Makes the next wait wait, after an event of <see cref="WakeKey"/>.</summary>
    public void TakeWake()
    {
        ulong count;
        _ = Read(_event!, &count, sizeof(ulong));
    }

    public void Dispose()
    {
        _epoll.Dispose();
        _event?.Dispose();
    }

    private void Subscribe(int operation, SafeHandle descriptor, ulong key, uint wanted)
    {
        byte* subscription = stackalloc byte[EventSize];
        Unsafe.WriteUnaligned(subscription, wanted);
        Unsafe.WriteUnaligned(subscription + KeyOffset, key);
        if (Control(_epoll, operation, descriptor, subscription) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    private static SafeFileHandle Owned(int descriptor) =>
        descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw new Win32Exception(Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int CreateEvent(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int Control(SafeHandle epoll, int operation, SafeHandle descriptor, byte* subscription);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    private static partial int Wait(SafeHandle epoll, byte* events, int max, int milliseconds);

    [LibraryImport("libc", EntryPoint = "epoll_wait")]
    [SuppressGCTransition]
    private static partial int Poll(nint epoll, byte* events, int max, int milliseconds);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(SafeHandle descriptor, ulong* value, nint length);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(SafeHandle descriptor, ulong* value, nint length);
}
