// race: a timer and its owner
class Ticker
{
    private int _ticks;
    private Timer _timer;

    public int Run()
    {
        _timer = new Timer(_ => _ticks++, null, 0, 10);
        _ticks = 0;
        return _ticks;
    }
}
