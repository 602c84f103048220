// race FC1004: the owner gives the array back before the task has ended
sealed class Rented : IDisposable
{
    public int[] Items { get; } = System.Buffers.ArrayPool<int>.Shared.Rent(100);

    public void Dispose() => System.Buffers.ArrayPool<int>.Shared.Return(Items);
}

static class Program
{
    static void Run()
    {
        Task task;
        using (var own = new Rented())
            task = Task.Run(() => own.Items[0] = 1);
        task.Wait();
    }
}
