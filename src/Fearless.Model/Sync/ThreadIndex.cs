using Fearless.Testing;

namespace Fearless.Sync;

/// <summary>The product's <c>ThreadIndex</c>: the same in each execution.</summary>
internal static class ThreadIndex
{
    public static int Current => ModelThread.Current?.Index ?? 0;
}
