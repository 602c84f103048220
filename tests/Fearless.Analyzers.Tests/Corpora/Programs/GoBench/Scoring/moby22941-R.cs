// race FC1004: what is written is the pair that the loop has come to
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
        for (int i = 0; i < first.Length; /*first*/i++)
        {
            var thread = new Thread(() => pipe.Write(/*second*/i < first.Length ? first[i] : second[0]));
            thread.Start();
            threads.Add(thread);
        }
        foreach (Thread thread in threads) thread.Join();
    }
}
