namespace Fearless.Pipelines;

/// <summary>Hands on the last so many items as an array, after every so many items.</summary>
internal sealed class WindowNode<T>(PipelineRun run, string name, StageQueue<T> inlet, Emitter<T[]> emitter, int size, int step)
    : SerialNode<T>(run, name, inlet)
{
    private readonly Queue<T> _last = new(size);

    // The items that are to come before the next one that belongs to a window.
    private int _skip;

    public override IEnumerable<StageNode?> Next => [emitter.Destination];

    protected override void Accept(Lane lane, T item)
    {
        lane.Done();
        if (_skip > 0)
        {
            _skip--;
            return;
        }
        _last.Enqueue(item);
        if (_last.Count < size)
            return;
        emitter.Emit(lane, _last.ToArray());
        for (int passed = Math.Min(step, size); passed > 0; passed--)
            _last.Dequeue();
        _skip = Math.Max(0, step - size);
    }

    protected override void Close()
    {
        base.Close();
        emitter.Close();
    }
}
