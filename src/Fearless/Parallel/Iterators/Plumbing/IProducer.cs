namespace Fearless.Plumbing;

/// <summary>A sequence of numbered slots that any thread can produce the items of, a range at a time.</summary>
/// <remarks>
/// A producer is immutable and random access, so splitting it is arithmetic on slot numbers and needs no method here. Any number of
/// threads call <see cref="Fold"/> at once, each slot in exactly one call. It lives in a heap object that all jobs of the operation
/// share, hence it is never a ref struct: what it borrows it holds by pinned address.
/// <para>In an <see cref="Indexed"/> iterator every slot holds exactly one item, and <see cref="Fold"/> gives the folder exactly one block
/// of exactly the slots that were asked for. In an <see cref="Unindexed"/> one a slot may hold any number of items.</para>
/// </remarks>
/// <typeparam name="T">The type of the items.</typeparam>
public interface IProducer<T>
    where T : allows ref struct
{
    /// <summary>How many slots there are.</summary>
    long Length { get; }

    /// <summary>Gives the items of some slots, in order, to <paramref name="folder"/>.</summary>
    /// <typeparam name="TFolder">The type of the folder.</typeparam>
    /// <param name="start">The first slot; the caller keeps the range within <see cref="Length"/>.</param>
    /// <param name="count">How many slots.</param>
    /// <param name="folder">What takes the items.</param>
    /// <returns>The folder, with the items folded in.</returns>
    TFolder Fold<TFolder>(long start, int count, TFolder folder)
        where TFolder : IFolder<T>, allows ref struct;

    /// <summary>Whether what others wrote runs for an item; if not, an item costs next to nothing.</summary>
    internal static virtual bool RunsForeignCode => true;

    /// <summary>What there is to know of the slots only while they are folded; null for most producers, whose slots are done when they were folded.</summary>
    /// <remarks>Once they are attended, <see cref="Fold"/> may leave a rest of the last slot that it was asked for. Static, because a default instance
    /// method would box the producer.</remarks>
    internal static virtual LiveSlots? GetLiveSlots<TSelf>(TSelf self)
        where TSelf : struct, IProducer<T> => null;
}
