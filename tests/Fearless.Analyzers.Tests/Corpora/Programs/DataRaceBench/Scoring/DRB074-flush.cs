// race FC1006: written under a lock, read without
static class Program
{
    static void Set(ref int q, object gate) { lock (gate) /*first*/q = 1; }

    static int Run()
    {
        int i = 0, sum = 0;
        object gate = new();
        Parallel.For(0, 10, _ =>
        {
            Set(ref i, gate);
            Interlocked.Add(ref sum, /*second*/i);
        });
        return sum;
    }
}
