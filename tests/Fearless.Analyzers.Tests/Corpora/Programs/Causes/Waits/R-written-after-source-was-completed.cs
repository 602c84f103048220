// race FC1004: written after the source was completed
static class Program
{
    static async Task<int> Run()
    {
        int value = 0;
        var source = new TaskCompletionSource();
        var thread = new Thread(() =>
        {
            source.SetResult();
            value = 1;
        });
        thread.Start();
        await source.Task;
        return value;
    }
}
