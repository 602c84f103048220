// clean FC4003: a volatile field is counted, so that counts are lost, but each read and each write is volatile
class Meter
{
    private volatile int _hits;
    public int Run()
    {
        Parallel.For(0, 100, _ => { _hits++; });
        return _hits;
    }
}
