using System.Runtime.InteropServices;

namespace Fearless.Testing;

/// <summary>Where an operating-system thread waits until it is its turn.</summary>
/// <remarks>
/// Where the threads share a processor, whoever waits sleeps at once, and a hand-over is a switch of threads by the operating system. Elsewhere it is short when the other thread
/// still spins, and long when it sleeps. One thread spins at a time: whoever handed over last, since the turn most often comes back to it.
/// </remarks>
internal sealed unsafe partial class Gate
{
    private const int Closed = 0;
    private const int Open = 1;
    private const int Asleep = 2;

    // About 15 µs; a thread that waits longer than that has been left out by the scheduler for many steps.
    private const int Spins = 300;

    // Where the processors have other work, the thread that was let go does not run, and to wait for it awake is in vain: after that it is tried only now and
    // then, until it pays again.
    private const int Pause = 32;

    private const int FutexWaitPrivate = 128;
    private const int FutexWakePrivate = 129;

    private static readonly nint FutexNumber = !OperatingSystem.IsLinux() ? -1 : RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 202,
        Architecture.Arm64 => 98,
        _ => -1,
    };

    private static readonly bool SpinningPays = Environment.ProcessorCount > 1 && !SharedProcessor.IsSupported;

    // On the pinned heap and padded: the kernel is given its address.
    private readonly int[] _word = GC.AllocateArray<int>(64, pinned: true);
    private readonly SemaphoreSlim? _semaphore = FutexNumber < 0 ? new SemaphoreSlim(0) : null;

    // How often it is not yet to be tried. Of the thread that waits here.
    private int _pause;

    private ref int State => ref _word[32];

    /// <summary>Lets the thread go that waits, or that will wait next.</summary>
    public void LetGo()
    {
        if (Interlocked.Exchange(ref State, Open) != Asleep)
            return;
        if (_semaphore is null)
            _ = Syscall(FutexNumber, Address, FutexWakePrivate, 1, 0);
        else
            _semaphore.Release();
    }

    /// <summary>Waits for <see cref="LetGo"/>.</summary>
    /// <param name="spinner">The gate of the one thread that may spin.</param>
    public void Pass(ref Gate? spinner)
    {
        if (SpinningPays && --_pause < 0)
        {
            Volatile.Write(ref spinner, this);
            for (int spin = 0; spin < Spins; spin++)
            {
                if (Volatile.Read(ref State) == Open)
                {
                    Volatile.Write(ref State, Closed);
                    _pause = 0;
                    return;
                }
                if (spin == Spins - 1)
                    _pause = Pause;
                else if ((spin & 7) == 7 && Volatile.Read(ref spinner) != this)
                    break;
                Thread.SpinWait(1);
            }
        }

        if (Interlocked.CompareExchange(ref State, Asleep, Closed) == Closed)
        {
            while (Volatile.Read(ref State) == Asleep)
            {
                if (_semaphore is null)
                    _ = Syscall(FutexNumber, Address, FutexWaitPrivate, Asleep, 0);
                else
                    _semaphore.Wait();
            }
        }
        Volatile.Write(ref State, Closed);
    }

    // SAFETY: the array is on the pinned heap, and this gate, which holds it, is in use by the caller.
    private int* Address => (int*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref State);

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint Syscall(nint number, int* address, nint operation, nint value, nint timeout);
}
