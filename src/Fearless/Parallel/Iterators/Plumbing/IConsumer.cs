namespace Fearless.Plumbing;

/// <summary>The end of a pipeline: a folder that splits with the work, and whose parts combine to the result.</summary>
/// <remarks>
/// What Rayon spreads over a consumer, a folder, a reducer and a result is one struct here, because C# has no associated types. It
/// travels inside the jobs, hence it is never a ref struct and holds no span. One thread has it at a time.
/// </remarks>
/// <typeparam name="TSelf">The type that implements this interface.</typeparam>
/// <typeparam name="T">The type of the items.</typeparam>
public interface IConsumer<TSelf, T> : IFolder<T>
    where TSelf : struct, IConsumer<TSelf, T>
    where T : allows ref struct
{
    /// <summary>Makes the consumer of the slots to the right of the next <paramref name="leftSlots"/>. What was folded so far stays
    /// here.</summary>
    /// <param name="leftSlots">How many further slots this consumer will be given.</param>
    /// <returns>A consumer that has folded nothing yet.</returns>
    TSelf Split(long leftSlots);

    /// <summary>Appends what <paramref name="right"/> has folded. Not called once the operation has failed or was cancelled.</summary>
    /// <param name="right">A consumer that this one split off; everything of this one is to its left.</param>
    void Combine(TSelf right);

    /// <summary>Whether what others wrote runs for an item; if not, an item costs next to nothing.</summary>
    internal static virtual bool RunsForeignCode => true;
}
