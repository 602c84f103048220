using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>Keeps the items for which a predicate returns true.</summary>
/// <typeparam name="TFunc">The type of the predicate.</typeparam>
/// <typeparam name="T">The type of the items.</typeparam>
public readonly struct WhereStage<TFunc, T> : IStage<T, T>
    where TFunc : struct, IFunc<T, bool>
    where T : allows ref struct
{
    internal WhereStage(TFunc predicate) => Predicate = predicate;

    internal TFunc Predicate { get; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryApply(T input, [MaybeNullWhen(false)] out T output)
    {
        output = input;
        return Predicate.Invoke(input);
    }
}
