// race FC3004: a buffer is emptied while somebody looks something up in it
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/etcd/9446
class TxBuffer
{
    protected readonly Dictionary<string, int> Buckets = new();
    public void Set(string key) => Buckets[key] = 1;

    public void Reset()
    {
        foreach (string key in Buckets.Keys.ToArray())
            /*first*/Buckets.Remove(key);
    }
}

class TxReadBuffer : TxBuffer
{
    public bool Range(string key) => /*second*/Buckets.ContainsKey(key);
}

class ReadTx
{
    private readonly object _gate = new();
    public readonly TxReadBuffer Buffer = new();

    public void Reset() => Buffer.Reset();

    public bool Range(string key) => Buffer.Range(key);

    public static void Run()
    {
        var tx = new ReadTx();
        tx.Buffer.Set("1");
        Task one = Task.Run(() => tx.Reset()), two = Task.Run(() => tx.Range("1"));
        Task.WaitAll(one, two);
    }
}
