// race FC4002: counted atomically, reset plainly
class Meter
{
    private int _hits;
    public void Run()
    {
        Parallel.Invoke(
            () => { for (int i = 0; i < 100; i++) Interlocked.Increment(ref /*first*/_hits); },
            () => { /*second*/_hits = 0; });
    }
}
