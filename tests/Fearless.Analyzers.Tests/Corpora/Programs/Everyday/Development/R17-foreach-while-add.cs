// race: enumerated while written
static class Program
{
    static int Run(List<int> list)
    {
        Task task = Task.Run(() => list.Add(1));
        int sum = 0;
        foreach (int x in list)
            sum += x;
        task.Wait();
        return sum;
    }
}
