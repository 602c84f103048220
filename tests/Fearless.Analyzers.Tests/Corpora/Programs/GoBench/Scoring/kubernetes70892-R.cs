// race FC1003: each piece of work does all the elements
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/kubernetes/70892
static class Program
{
    static void Until(int workers, int pieces, Action<int> work)
    {
        var toProcess = new BlockingCollection<int>();
        for (int i = 0; i < pieces; i++) toProcess.Add(i);
        toProcess.CompleteAdding();
        Task[] tasks = Enumerable.Range(0, workers).Select(_ => Task.Run(() =>
        {
            foreach (int piece in toProcess.GetConsumingEnumerable()) work(piece);
        })).ToArray();
        Task.WaitAll(tasks);
    }

    static void Run(int[] priorities)
    {
        var results = new int[priorities.Length][];
        for (int i = 0; i < results.Length; i++) results[i] = new int[2];
        Until(2, results.Length, index =>
        {
            for (int i = 0; i < priorities.Length; i++)
                if (/*first*/results[i][0] != 4) /*second*/results[i] = [7, 8, 9];
        });
    }
}
