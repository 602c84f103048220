namespace Fearless.Pipelines;

/// <summary>Numbers items and sends them: the beginning of an order. One thread uses it.</summary>
internal sealed class Emitter<T>
{
    private readonly Outlet<T> _outlet;
    private long _next;

    public Emitter(Outlet<T> outlet)
    {
        _outlet = outlet;
        outlet.Window?.Open();
    }

    public StageNode? Destination => _outlet.Destination;

    /// <summary>Hands an item on; blocks while there is no room.</summary>
    public void Emit(Lane lane, T item)
    {
        _outlet.Window?.Enter(lane);
        _outlet.Send(lane, new Numbered<T>(_next++, item));
    }

    public void Close() => _outlet.Close();
}
