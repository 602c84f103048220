using System.Collections;

namespace Fearless.Testing.Linearizability;

/// <summary>How the states of a specification are told apart.</summary>
internal static class ModelStates
{
    /// <summary>Returns what takes a snapshot of models of this type, or null when nobody knows how.</summary>
    public static Func<TModel, object>? SnapshotOf<TModel>()
    {
        if (typeof(ISequentialModel).IsAssignableFrom(typeof(TModel)))
            return static model => ((ISequentialModel)model!).TakeSnapshot();
        // What a collection of .NET enumerates is all that its operations depend on. Any other enumerable may have more than it shows.
        bool isCollection = typeof(TModel).IsArray || typeof(TModel).Namespace == "System.Collections.Generic";
        if (isCollection && typeof(IEnumerable).IsAssignableFrom(typeof(TModel)))
            return static model => ((IEnumerable)model!).Cast<object?>().ToArray();
        return null;
    }
}
