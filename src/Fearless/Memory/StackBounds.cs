using System.Runtime.InteropServices;

namespace Fearless;

/// <summary>Tells where the stack of the current thread lies.</summary>
/// <remarks>
/// Asking the operating system takes about 1 µs, and some 50 µs on Linux's main thread, where glibc reads <c>/proc/self/maps</c>.
/// <para>Stacks grow downwards on every architecture that .NET runs on, so an older frame has the higher address.</para>
/// </remarks>
internal static unsafe partial class StackBounds
{
    // One past the highest address; 0 until asked.
    [ThreadStatic]
    private static nuint t_end;

    /// <summary>Whether <paramref name="address"/> lies in a frame of the current thread: between the caller's and the oldest one. The
    /// system is asked once per thread.</summary>
    /// <exception cref="PlatformNotSupportedException">The operating system cannot say where the stack lies.</exception>
    public static bool Contains(void* address)
    {
        byte here;
        if (t_end == 0)
            Get(out _, out t_end);
        // The callee's frame is younger than anything that its caller can point to.
        return (nuint)address >= (nuint)(&here) && (nuint)address < t_end;
    }

    /// <summary>The lowest address of the current thread's stack, and the one after its highest; false where the system does not say.</summary>
    public static bool TryGet(out nuint low, out nuint end)
    {
        try
        {
            Get(out low, out end);
            return true;
        }
        catch (Exception failure) when (failure is PlatformNotSupportedException or InvalidOperationException or TypeLoadException)
        {
            low = end = 0;
            return false;
        }
    }

    private static void Get(out nuint low, out nuint end)
    {
        if (OperatingSystem.IsWindows())
        {
            GetCurrentThreadStackLimits(out low, out end);
        }
        else if (OperatingSystem.IsMacOS() || OperatingSystem.IsIOS() || OperatingSystem.IsTvOS() || OperatingSystem.IsMacCatalyst())
        {
            end = pthread_get_stackaddr_np(pthread_self());
            low = end - pthread_get_stacksize_np(pthread_self());
        }
        else if (OperatingSystem.IsLinux() || OperatingSystem.IsAndroid())
        {
            AskPosixThreads(out low, out end);
        }
        else
        {
            throw new PlatformNotSupportedException(
                "This operating system does not say where a thread's stack lies, so a span cannot be lent safely. Lend an array.");
        }
    }

    private static void AskPosixThreads(out nuint low, out nuint end)
    {
        // SAFETY: pthread_attr_t is an opaque block of 56 (glibc, x64), 64 (glibc, arm64) or at most 56 bytes (musl, bionic);
        // 128 bytes, aligned as a long, hold each of them. It is initialised by the first call, and destroyed.
        long* attributes = stackalloc long[16];
        int error = GetAttributes(attributes);
        if (error != 0)
            throw new InvalidOperationException($"The operating system does not say where this thread's stack lies (error {error}).");
        error = pthread_attr_getstack(attributes, out low, out nuint size);
        _ = pthread_attr_destroy(attributes);
        if (error != 0)
            throw new InvalidOperationException($"The operating system does not say where this thread's stack lies (error {error}).");
        end = low + size;
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

    [LibraryImport("libc")]
    private static partial nuint pthread_get_stacksize_np(nuint thread);

    [LibraryImport("kernel32")]
    private static partial void GetCurrentThreadStackLimits(out nuint low, out nuint high);
}
