// clean FC3004: under a lock
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/etcd/9446
class TxBuffer
{
    protected readonly Dictionary<string, int> Buckets = new();
    public void Set(string key) => Buckets[key] = 1;

    public void Reset()
    {
        foreach (string key in Buckets.Keys.ToArray())
            Buckets.Remove(key);
    }
}

class TxReadBuffer : TxBuffer
{
    public bool Range(string key) => Buckets.ContainsKey(key);
}

class ReadTx
{
    private readonly object _gate = new();
    public readonly TxReadBuffer Buffer = new();

    public void Reset() { lock (_gate) Buffer.Reset(); }

    public bool Range(string key) { lock (_gate) return Buffer.Range(key); }

    public static void Run()
    {
        var tx = new ReadTx();
        tx.Buffer.Set("1");
        Task one = Task.Run(() => tx.Reset()), two = Task.Run(() => tx.Range("1"));
        Task.WaitAll(one, two);
    }
}
