using System.Diagnostics.CodeAnalysis;

namespace Fearless;

internal static class NoElements
{
    /// <summary>What LINQ throws when there is nothing to make a result of, in LINQ's words.</summary>
    [DoesNotReturn]
    public static void Throw() => throw new InvalidOperationException("Sequence contains no elements");
}
