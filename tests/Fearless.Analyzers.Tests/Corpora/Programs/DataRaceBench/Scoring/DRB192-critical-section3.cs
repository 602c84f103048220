// clean FC1004: a flag under a lock
static class Program
{
    static int Run()
    {
        int x = 0;
        bool ready = false;
        object gate = new();
        Task writer = Task.Run(() => { x = 1; lock (gate) ready = true; });
        for (bool done = false; !done;)
            lock (gate)
                done = ready;
        x = 2;
        writer.Wait();
        return x;
    }
}
