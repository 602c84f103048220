// clean FC1004: one writes before the barrier, another after it
static class Program
{
    static int Run()
    {
        int value = 0;
        var barrier = new Barrier(2);
        Thread other = new(() => { barrier.SignalAndWait(); value++; });
        other.Start();
        value++;
        barrier.SignalAndWait();
        other.Join();
        return value;
    }
}
