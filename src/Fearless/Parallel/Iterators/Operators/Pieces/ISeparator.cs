using System.ComponentModel;

namespace Fearless.Plumbing;

/// <summary>What separates the pieces of memory. Several threads call it at once; it may run the user's code.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public interface ISeparator<T>
{
    /// <summary>Finds the first separator.</summary>
    /// <param name="items">Where to look: a piece begins before its first item and ends behind its last one.</param>
    /// <returns>Its index, or -1 if there is none.</returns>
    int IndexOf(ReadOnlySpan<T> items);

    /// <summary>Finds the last separator.</summary>
    /// <param name="items">Where to look: a piece begins before its first item.</param>
    /// <returns>The index at which it ends, or in the midst of it; -1 if there is none.</returns>
    int LastIndexOf(ReadOnlySpan<T> items);

    /// <summary>How long a separator is, from where it was found.</summary>
    /// <param name="items">Everything around it.</param>
    /// <param name="index">The index at which it was found.</param>
    /// <returns>One item or more.</returns>
    int LengthAt(ReadOnlySpan<T> items, int index);
}
