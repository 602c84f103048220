using System.Diagnostics.CodeAnalysis;

namespace Fearless.Plumbing;

/// <summary>An operator that turns each item into one item or none, such as a projection or a filter. Many threads call it at once.</summary>
/// <remarks>Writing one takes this one method: <see cref="StagedSource{TSource, TIn, TStage, TOut}"/> and its kin fuse it with any
/// source.</remarks>
/// <typeparam name="TIn">The type of the items before.</typeparam>
/// <typeparam name="TOut">The type of the items after.</typeparam>
public interface IStage<TIn, TOut>
    where TIn : allows ref struct
    where TOut : allows ref struct
{
    /// <summary>Turns <paramref name="input"/> into an item of the next stage.</summary>
    /// <param name="input">The item before.</param>
    /// <param name="output">The item after.</param>
    /// <returns>Whether there is one. A stage that keeps an iterator <see cref="Indexed"/> returns the constant true.</returns>
    bool TryApply(TIn input, [MaybeNullWhen(false)] out TOut output);
}
