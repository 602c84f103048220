// clean: the result of a completion source is awaited
static class Program
{
    static async Task<int> Run()
    {
        int value = 0;
        var source = new TaskCompletionSource();
        var thread = new Thread(() =>
        {
            value = 1;
            source.SetResult();
        });
        thread.Start();
        await source.Task;
        return value;
    }
}
