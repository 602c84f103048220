using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Compares two iterators as words in a dictionary are compared: by the first items that differ, else by their lengths.
    /// Rayon's
    /// <c>cmp</c>, and by <c>&lt; 0</c> and the like its <c>lt</c>, <c>le</c>, <c>gt</c> and <c>ge</c>.</summary>
    /// <remarks>Only for indexed iterators. Stops all workers soon after a difference that nothing to the left of it can change. The
    /// options of the first hold for both.</remarks>
    /// <typeparam name="TLeft">The first source and its operators.</typeparam>
    /// <typeparam name="TRight">The second source and its operators.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The first iterator, which also says how the whole is to run.</param>
    /// <param name="second">The second iterator.</param>
    /// <param name="comparer">Compares items, on several workers at once; null for the default, for which NaN is the least number.</param>
    /// <returns>Less than zero if the first comes before the second, zero if they are equal, more than zero if it comes after it.</returns>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static int SequenceCompareTo<TLeft, TRight, T>(
        this ParallelIterator<TLeft, T, Indexed> source, ParallelIterator<TRight, T, Indexed> second, IComparer<T>? comparer = null)
        where TLeft : IParallelSource<T>, allows ref struct
        where TRight : IParallelSource<T>, allows ref struct
    {
        var pairs = new ZipSource<TLeft, T, TRight, T, ComparisonCombiner<T>, int>(
            source.Source, second.Source, new(comparer ?? Comparer<T>.Default), isExact: false);
        return new ParallelIterator<ZipSource<TLeft, T, TRight, T, ComparisonCombiner<T>, int>, int, Indexed>(pairs, source.Options)
            .TryGetFirst(static order => order != 0, out int order) ? order : pairs.CompareLengths();
    }
}
