namespace Fearless.Tasks;

/// <summary>The sockets of a loop whose operations the runtime carries out: it tells by the loop's inbox, so all there is to do is to end them.
/// </summary>
internal sealed class PortableReactor : Reactor
{
    private readonly HashSet<IoSource> _sources = [];

    public override void Add(IoSource source) => _sources.Add(source);

    public override void Remove(IoSource source) => _sources.Remove(source);

    public override bool Collect(int milliseconds) => false;

    public override void Dispose()
    {
        foreach (IoSource source in _sources)
            source.Close();
    }
}
