using Fearless.Sync;

namespace Fearless.Pipelines;

/// <summary>Gathers items into arrays: so many of them, or those that came within some time of the first.</summary>
internal sealed class BatchNode<T>(PipelineRun run, string name, StageQueue<T> inlet, Emitter<T[]> emitter, int size, TimeSpan? maxWait)
    : SerialNode<T>(run, name, inlet)
{
    private readonly T[] _gathered = new T[size];
    private Deadline _deadline;
    private int _count;

    public override IEnumerable<StageNode?> Next => [emitter.Destination];

    protected override Deadline Deadline => _deadline;

    protected override void Accept(Lane lane, T item)
    {
        if (_count == 0 && maxWait is { } wait)
            _deadline = Deadline.After(wait);
        _gathered[_count++] = item;
        if (_count == size)
            Flush(lane);
    }

    protected override void OnDeadline(Lane lane) => Flush(lane);

    protected override void OnEnd(Lane lane)
    {
        if (_count > 0)
            Flush(lane);
    }

    protected override void Close()
    {
        base.Close();
        emitter.Close();
    }

    private void Flush(Lane lane)
    {
        Span<T> gathered = _gathered.AsSpan(0, _count);
        _deadline = Deadline.Never;
        _count = 0;
        if (IsStopped)
        {
            foreach (T item in gathered)
                LeaveOut(lane, item, OwnsItems);
        }
        else
        {
            lane.Done(gathered.Length);
            emitter.Emit(lane, gathered.ToArray());
        }
        gathered.Clear();
    }
}
