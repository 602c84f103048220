// race FC1004: given back while the task writes
static class Program
{
    static void Run()
    {
        int[] own = System.Buffers.ArrayPool<int>.Shared.Rent(100);
        Task task = Task.Run(() => own[0] = 1);
        System.Buffers.ArrayPool<int>.Shared.Return(own);
        task.Wait();
    }
}
