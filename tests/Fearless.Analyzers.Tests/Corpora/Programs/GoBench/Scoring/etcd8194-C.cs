// clean FC1008: the rate is the object's own
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/etcd/8194
class Lessor
{
    public readonly int RevokeRate;
    public Lessor(int revokeRate) => RevokeRate = revokeRate;

    public void Loop()
    {
        for (int i = 0; i < 10; i++)
        {
            int count = i * 100;
            if (count > RevokeRate / 2) Console.WriteLine(count);
        }
    }
}

static class Tests
{
    static void Grant() => Task.Run(new Lessor(1000).Loop);

    static void Pileup()
    {
        var lessor = new Lessor(10);
        Console.WriteLine($"piled up {lessor.RevokeRate}");
    }

    static void Run() => Parallel.Invoke(Grant, Pileup);
}
