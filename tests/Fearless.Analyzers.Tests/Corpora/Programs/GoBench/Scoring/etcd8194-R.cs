// race FC1008: a test changes a rate while the loop of another test reads it
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/etcd/8194
class Lessor
{
    public static int RevokeRate = 1000;

    public void Loop()
    {
        for (int i = 0; i < 10; i++)
        {
            int count = i * 100;
            if (count > /*first*/RevokeRate / 2) Console.WriteLine(count);
        }
    }
}

static class Tests
{
    static void Grant() => Task.Run(new Lessor().Loop);

    static void Pileup()
    {
        int before = Lessor.RevokeRate;
        /*second*/Lessor.RevokeRate = 10;
        Console.WriteLine("piled up");
        Lessor.RevokeRate = before;
    }

    static void Run() => Parallel.Invoke(Grant, Pileup);
}
