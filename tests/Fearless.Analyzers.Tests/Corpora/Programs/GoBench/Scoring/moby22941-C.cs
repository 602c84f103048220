// clean FC1004: the task is given its own pair
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/moby/22941
class Pipe
{
    private readonly object _gate = new();
    public int Written;
    public void Write(byte[] bytes) { lock (_gate) Written += bytes.Length; }
}

static class Test
{
    static void Run(byte[][] first, byte[][] second)
    {
        var pipe = new Pipe();
        var threads = new List<Thread>();
        for (int i = 0; i < first.Length; i++)
        {
            byte[] own = first[i];
            var thread = new Thread(() => pipe.Write(own));
            thread.Start();
            threads.Add(thread);
        }
        foreach (Thread thread in threads) thread.Join();
    }
}
