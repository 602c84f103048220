namespace Fearless.Pipelines;

/// <summary>Gives each item to all branches, or to the one that is chosen for it.</summary>
internal sealed class SplitNode<T>(PipelineRun run, string name, StageQueue<T> inlet, int branches, Func<T, int>? choose)
    : SerialNode<T>(run, name, inlet)
{
    private readonly List<Emitter<T>>[] _branches = [.. Enumerable.Range(0, branches).Select(static _ => new List<Emitter<T>>())];

    public override IEnumerable<StageNode?> Next => _branches.SelectMany(static ways => ways).Select(static way => way.Destination);

    /// <summary>Adds the way into a branch. While the run is built.</summary>
    public void Connect(int branch, Outlet<T> outlet) => _branches[branch].Add(new Emitter<T>(outlet));

    /// <summary>Whether <see cref="Connect"/> was called for the branch.</summary>
    public bool IsConnected(int branch) => _branches[branch].Count > 0;

    protected override void Accept(Lane lane, T item)
    {
        if (choose is null)
        {
            lane.Done();
            foreach (List<Emitter<T>> ways in _branches)
                Emit(lane, ways, item);
            return;
        }

        int chosen = choose(item);
        if (chosen < 0 || chosen >= _branches.Length)
        {
            throw new InvalidOperationException(
                $"The item was sent to branch {chosen}, and there are {_branches.Length}. Return an index from 0 to {_branches.Length - 1}.");
        }
        lane.Done();
        Emit(lane, _branches[chosen], item);
    }

    protected override void Close()
    {
        base.Close();
        foreach (Emitter<T> way in _branches.SelectMany(static ways => ways))
            way.Close();
    }

    private static void Emit(Lane lane, List<Emitter<T>> ways, T item)
    {
        foreach (Emitter<T> way in ways)
            way.Emit(lane, item);
    }
}
