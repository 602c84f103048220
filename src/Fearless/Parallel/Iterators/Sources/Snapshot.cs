namespace Fearless.Plumbing;

/// <summary>Copies collections, whoever wrote them.</summary>
internal static class Snapshot
{
    /// <summary>The items in a new array.</summary>
    /// <exception cref="InvalidOperationException">The collection gives more or fewer items than it says.</exception>
    public static T[] Of<T>(IReadOnlyCollection<T> collection) => Of(collection, collection.Count);

    /// <inheritdoc cref="Of{T}(IReadOnlyCollection{T})"/>
    public static T[] Of<T>(ICollection<T> collection) => Of(collection, collection.Count);

    private static T[] Of<T>(IEnumerable<T> collection, int count)
    {
        switch (collection.GetType().Namespace)
        {
            // Their counts are true, and they copy themselves in one go.
            case "System.Collections.Generic" or "System.Collections.Immutable" or "System.Collections.Frozen":
                return [.. collection];

            // Others may add and remove meanwhile: what there is, is what comes. An enumerator of theirs does not mind.
            case "System.Collections.Concurrent":
                List<T> items = new(count);
                foreach (T item in collection)
                    items.Add(item);
                return [.. items];

            default:
                return Checked(collection, count);
        }
    }

    private static T[] Checked<T>(IEnumerable<T> collection, int count)
    {
        T[] items = NewArray.Of<T>(count);
        int given = 0;
        foreach (T item in collection)
        {
            if (given == count)
                throw Lies($"gave more than the {count}");
            items[given++] = item;
        }
        return given == count ? items : throw Lies($"gave {given} items in place of the {count}");
    }

    private static InvalidOperationException Lies(string what) =>
        new($"A collection {what} that it said it has. Correct its Count, or change it only after the run.");
}
