// race FC4003: a volatile field is counted
class Meter
{
    private volatile int _hits;
    public int Run()
    {
        Parallel.For(0, 100, _ => { /*first, second*/_hits++; });
        return _hits;
    }
}
