using System.ComponentModel;

namespace Fearless.Plumbing;

/// <summary>Which slots of an indexed producer an operator keeps, and in what order.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public interface ISlotMap
{
    /// <summary>How many slots are left of <paramref name="length"/>.</summary>
    /// <param name="length">How many slots the producer has.</param>
    /// <returns>How many this map has.</returns>
    long GetLength(long length);

    /// <summary>Gives the items of some slots of the map to <paramref name="folder"/>, in one block.</summary>
    /// <typeparam name="TProducer">The type of the producer.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TFolder">The type of the folder.</typeparam>
    /// <param name="producer">The producer whose slots are mapped.</param>
    /// <param name="start">The first slot, of this map.</param>
    /// <param name="count">How many slots.</param>
    /// <param name="folder">What takes the items.</param>
    /// <returns>The folder, with the items folded in.</returns>
    TFolder Fold<TProducer, T, TFolder>(TProducer producer, long start, int count, TFolder folder)
        where TProducer : struct, IProducer<T>
        where T : allows ref struct
        where TFolder : IFolder<T>, allows ref struct;
}
