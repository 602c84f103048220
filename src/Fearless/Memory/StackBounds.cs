using System.Runtime.InteropServices;

namespace Fearless;

/// <summary>Tells whether an address lies in the stack of the current thread.</summary>
/// <remarks>
/// Only the live part counts: what lies between the caller's frame and the oldest end of the stack. The oldest end is asked of the
/// operating system once per thread (about 1 µs; some 50 µs on Linux's main thread, where glibc reads <c>/proc/self/maps</c>).
/// <para>Stacks grow downwards on every architecture that .NET runs on, so an older frame has the higher address.</para>
/// </remarks>
internal static unsafe partial class StackBounds
{
    // One past the highest address; 0 until asked.
    [ThreadStatic]
    private static nuint t_end;

    /// <summary>Whether <paramref name="address"/> lies in a frame of the current thread.</summary>
    /// <exception cref="PlatformNotSupportedException">The operating system cannot say where the stack lies.</exception>
    public static bool Contains(void* address)
    {
        byte here;
        if (t_end == 0)
            t_end = AskForEnd();
        // The callee's frame is younger than anything that its caller can point to.
        return (nuint)address >= (nuint)(&here) && (nuint)address < t_end;
    }

    private static nuint AskForEnd()
    {
        if (OperatingSystem.IsWindows())
        {
            GetCurrentThreadStackLimits(out _, out nuint high);
            return high;
        }
        if (OperatingSystem.IsMacOS() || OperatingSystem.IsIOS() || OperatingSystem.IsTvOS() || OperatingSystem.IsMacCatalyst())
            return pthread_get_stackaddr_np(pthread_self());
        if (OperatingSystem.IsLinux() || OperatingSystem.IsAndroid())
            return AskPosixThreads();
        throw new PlatformNotSupportedException(
            "This operating system does not say where a thread's stack lies, so a span cannot be lent safely. Lend an array.");
    }

    private static nuint AskPosixThreads()
    {
        // SAFETY: pthread_attr_t is an opaque block of 56 (glibc, x64), 64 (glibc, arm64) or at most 56 bytes (musl, bionic);
        // 128 bytes, aligned as a long, hold each of them. It is initialised by the first call, and destroyed.
        long* attributes = stackalloc long[16];
        int error = GetAttributes(attributes);
        if (error != 0)
            throw new InvalidOperationException($"The operating system does not say where this thread's stack lies (error {error}).");
        error = pthread_attr_getstack(attributes, out nuint low, out nuint size);
        _ = pthread_attr_destroy(attributes);
        return error == 0
            ? low + size
            : throw new InvalidOperationException($"The operating system does not say where this thread's stack lies (error {error}).");
    }

    private static int GetAttributes(void* attributes)
    {
        try
        {
            return pthread_getattr_np(pthread_self(), attributes);
        }
        catch (EntryPointNotFoundException)
        {
            // Before glibc 2.34 the thread functions had a library of their own.
            return GetAttributesOfOldLibrary(pthread_self(), attributes);
        }
    }

    [LibraryImport("libc")]
    private static partial nuint pthread_self();

    [LibraryImport("libc")]
    private static partial int pthread_getattr_np(nuint thread, void* attributes);

    [LibraryImport("libpthread.so.0", EntryPoint = "pthread_getattr_np")]
    private static partial int GetAttributesOfOldLibrary(nuint thread, void* attributes);

    [LibraryImport("libc")]
    private static partial int pthread_attr_getstack(void* attributes, out nuint low, out nuint size);

    [LibraryImport("libc")]
    private static partial int pthread_attr_destroy(void* attributes);

    [LibraryImport("libc")]
    private static partial nuint pthread_get_stackaddr_np(nuint thread);

    [LibraryImport("kernel32")]
    private static partial void GetCurrentThreadStackLimits(out nuint low, out nuint high);
}
