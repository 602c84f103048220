using System.Diagnostics.CodeAnalysis;

namespace Fearless;

internal static class NoElements
{
    /// <summary>What LINQ throws when there is nothing to make a result of, in LINQ's words.</summary>
    [DoesNotReturn]
    public static void Throw() => throw new InvalidOperationException("Sequence contains no elements");

    /// <summary>What LINQ throws when no item fulfils a predicate, in LINQ's words.</summary>
    [DoesNotReturn]
    public static void ThrowNoMatch() => throw new InvalidOperationException("Sequence contains no matching element");
}
