namespace Fearless.Sync;

/// <summary>A small number for each thread, to spread threads over places that they would otherwise share.</summary>
internal static class ThreadIndex
{
    /// <summary>The number of the thread that asks. The next thread's is mostly the next one.</summary>
    public static int Current => Environment.CurrentManagedThreadId;
}
