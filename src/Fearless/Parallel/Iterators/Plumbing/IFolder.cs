namespace Fearless.Plumbing;

/// <summary>What takes the items of a piece, a block at a time, on one thread.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public interface IFolder<T>
    where T : allows ref struct
{
    /// <summary>Whether further items cannot change the result. Looked at before each split and after each block.</summary>
    bool IsFull { get; }

    /// <summary>Takes the items of <paramref name="block"/>, in order, each slot once.</summary>
    /// <remarks>The loop over the items is here, at the end of the pipeline, so that what accumulates stays in registers.</remarks>
    /// <typeparam name="TBlock">The type of the block: the fused pipeline.</typeparam>
    /// <param name="block">Valid during this call only.</param>
    void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct;
}
