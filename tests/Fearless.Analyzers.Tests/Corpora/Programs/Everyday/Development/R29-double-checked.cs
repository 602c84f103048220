// race: unlocked first check of a struct
class Holder
{
    private readonly object _gate = new();
    private decimal? _rate;

    public void Run() => Parallel.For(0, 10, i =>
    {
        if (_rate == null)
            lock (_gate)
                _rate ??= 1.5m;
    });
}
