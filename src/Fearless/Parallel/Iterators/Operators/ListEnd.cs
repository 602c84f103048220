using System.Runtime.InteropServices;
using Fearless.Plumbing;

namespace Fearless;

/// <summary>Places at the end of a list that are filled, or else taken back.</summary>
internal static class ListEnd
{
    /// <summary>Appends <paramref name="count"/> places and has them filled. If that throws, the list holds what it held.</summary>
    /// <exception cref="InvalidOperationException">A list cannot be so long, or others changed it meanwhile, so that items may be
    /// missing.</exception>
    public static void Fill<T, TItem, TState>(List<T> list, long count, TState state, Action<TState, ListTarget<T, TItem>> fill)
    {
        SlotCount.ThrowIfNegative(count);
        int start = list.Count;
        if (count > Array.MaxLength - start)
            throw new InvalidOperationException($"A list cannot hold {start} items and {count} more. Consume the iterator in parts, or reduce it instead.");

        CollectionsMarshal.SetCount(list, start + (int)count);
        var guard = new ListGuard<T>(list);
        try
        {
            fill(state, new(list, start));
            guard.ThrowIfChanged();
        }
        catch
        {
            // In a list that was changed nobody knows what is where: there everything stays.
            if (!guard.IsChanged())
                CollectionsMarshal.SetCount(list, start);
            throw;
        }
    }
}
