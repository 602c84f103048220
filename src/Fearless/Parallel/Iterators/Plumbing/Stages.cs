using System.ComponentModel;

namespace Fearless.Plumbing;

/// <summary>Takes a pipeline apart, for generated code that builds the same one with function structs in the place of delegates.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Stages
{
    /// <summary>The pipeline before its last stage.</summary>
    /// <typeparam name="TSource">The source before the stage.</typeparam>
    /// <typeparam name="TIn">The type of its items.</typeparam>
    /// <typeparam name="TStage">The type of the stage.</typeparam>
    /// <typeparam name="TOut">The type of the items after it.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="iterator">The whole pipeline.</param>
    /// <param name="stage">The stage that was taken off.</param>
    /// <returns>The rest, with the same options. Its kind is that after the stage, which promises no more than that before it.</returns>
    public static ParallelIterator<TSource, TIn, TKind> WithoutLast<TSource, TIn, TStage, TOut, TKind>(
        ParallelIterator<StagedSource<TSource, TIn, TStage, TOut>, TOut, TKind> iterator, out TStage stage)
        where TSource : IParallelSource<TIn>, allows ref struct
        where TStage : struct, IStage<TIn, TOut>
        where TIn : allows ref struct
        where TOut : allows ref struct
        where TKind : struct, IIterationKind
    {
        stage = iterator.Source.Stage;
        return new(iterator.Source.Source, iterator.Options);
    }

    /// <summary>The same pairs, combined by another combiner.</summary>
    /// <typeparam name="TLeft">The source of the first items.</typeparam>
    /// <typeparam name="TFirst">The type of the first items.</typeparam>
    /// <typeparam name="TRight">The source of the second items.</typeparam>
    /// <typeparam name="TSecond">The type of the second items.</typeparam>
    /// <typeparam name="TCombiner">The type of the combiner that is replaced.</typeparam>
    /// <typeparam name="T">The type of the combined items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <typeparam name="TOther">The type of the combiner that takes its place.</typeparam>
    /// <param name="iterator">The pairs.</param>
    /// <param name="combiner">The combiner; many threads call it at once.</param>
    /// <returns>The pairs with that combiner, and the same options.</returns>
    public static ParallelIterator<ZipSource<TLeft, TFirst, TRight, TSecond, TOther, T>, T, TKind> WithCombiner<TLeft, TFirst, TRight, TSecond, TCombiner, T, TKind, TOther>(
        ParallelIterator<ZipSource<TLeft, TFirst, TRight, TSecond, TCombiner, T>, T, TKind> iterator, TOther combiner)
        where TLeft : IParallelSource<TFirst>, allows ref struct
        where TRight : IParallelSource<TSecond>, allows ref struct
        where TFirst : allows ref struct
        where TSecond : allows ref struct
        where TCombiner : struct, ICombiner<TFirst, TSecond, T>
        where T : allows ref struct
        where TKind : struct, IIterationKind
        where TOther : struct, ICombiner<TFirst, TSecond, T> => new(iterator.Source.With(combiner), iterator.Options);
}
