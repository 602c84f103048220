using System.ComponentModel;

namespace Fearless.Plumbing;

/// <summary>Makes something of some items that follow each other.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <typeparam name="TChunk">The type of what is made.</typeparam>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public interface IChunkMaker<T, out TChunk>
    where T : allows ref struct
{
    /// <summary>Makes it. Several threads call it at once.</summary>
    /// <typeparam name="TProducer">The type of the producer.</typeparam>
    /// <param name="producer">An indexed producer.</param>
    /// <param name="start">The first slot.</param>
    /// <param name="count">How many slots, at least one.</param>
    /// <returns>What was made of the items in these slots.</returns>
    TChunk Make<TProducer>(TProducer producer, long start, int count)
        where TProducer : struct, IProducer<T>;
}
