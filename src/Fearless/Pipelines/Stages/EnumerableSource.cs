namespace Fearless.Pipelines;

/// <summary>Takes the items of an enumerable.</summary>
internal sealed class EnumerableSource<T>(PipelineRun run, string name, Emitter<T> emitter, IEnumerable<T> items)
    : SourceNode<T>(run, name, emitter)
{
    protected override void TakeAll(Lane lane)
    {
        using IEnumerator<T> enumerator = items.GetEnumerator();
        while (GoesOn() && enumerator.MoveNext())
            Emit(lane, enumerator.Current);
    }
}
