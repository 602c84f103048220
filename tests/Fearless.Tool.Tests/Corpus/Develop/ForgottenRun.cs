// workload: background
// expect: FC6001 threads @ Task.Run(() => Console.WriteLine(order))
static class Orders
{
    public static void Accept(string order)
    {
        Task.Run(() => Console.WriteLine(order));
    }
}
