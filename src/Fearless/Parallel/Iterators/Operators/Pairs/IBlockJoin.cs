namespace Fearless.Plumbing;

/// <summary>Makes one block of two, and gives it to a folder.</summary>
internal interface IBlockJoin<TFirst, TSecond, T>
    where TFirst : allows ref struct
    where TSecond : allows ref struct
    where T : allows ref struct
{
    /// <summary>Returns <paramref name="folder"/> with the one block folded in.</summary>
    TFolder Fold<TLeftBlock, TRightBlock, TFolder>(TLeftBlock left, TRightBlock right, TFolder folder)
        where TLeftBlock : IBlock<TFirst>, allows ref struct
        where TRightBlock : IBlock<TSecond>, allows ref struct
        where TFolder : IFolder<T>, allows ref struct;
}
