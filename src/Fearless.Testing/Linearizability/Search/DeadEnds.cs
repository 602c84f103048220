namespace Fearless.Testing.Linearizability;

/// <summary>What has been tried in vain: the steps done, as a count for each chain, and the state that they led to.</summary>
/// <remarks>SOURCE: Lowe, "Testing for linearizability", 2017: the cache of configurations.</remarks>
internal sealed class DeadEnds<TModel>(Func<TModel, object>? snapshot)
{
    private readonly Dictionary<int[], HashSet<object>> _states = new(Positions.Instance);

    // The cheaper half first: a snapshot is taken only when these steps have been in vain before, in whatever state.
    public bool Contains(int[] positions, Func<TModel> model) =>
        snapshot is not null && _states.TryGetValue(positions, out HashSet<object>? states) && states.Contains(snapshot(model()));

    public void Add(int[] positions, Func<TModel> model)
    {
        if (snapshot is null)
            return;
        if (!_states.TryGetValue(positions, out HashSet<object>? states))
            _states.Add([.. positions], states = new HashSet<object>(StructuralComparer.Instance));
        states.Add(snapshot(model()));
    }

    private sealed class Positions : IEqualityComparer<int[]>
    {
        public static readonly Positions Instance = new();

        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] positions)
        {
            var hash = default(HashCode);
            foreach (int position in positions)
                hash.Add(position);
            return hash.ToHashCode();
        }
    }
}
