using System.ComponentModel;

namespace Fearless.Plumbing;

/// <summary>Makes one item of two.</summary>
/// <typeparam name="TFirst">The type of the first.</typeparam>
/// <typeparam name="TSecond">The type of the second.</typeparam>
/// <typeparam name="TResult">The type of the item that they make.</typeparam>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public interface ICombiner<in TFirst, in TSecond, out TResult>
    where TFirst : allows ref struct
    where TSecond : allows ref struct
    where TResult : allows ref struct
{
    /// <summary>Makes the item. Several threads call it at once.</summary>
    /// <param name="first">The first.</param>
    /// <param name="second">The second.</param>
    /// <returns>The item.</returns>
    TResult Combine(TFirst first, TSecond second);
}
