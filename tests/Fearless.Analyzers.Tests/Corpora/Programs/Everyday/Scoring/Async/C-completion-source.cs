// clean FC1004: handed over by a TaskCompletionSource
static class Program
{
    static async Task<int> Run()
    {
        int value = 0;
        var ready = new TaskCompletionSource();
        Task writer = Task.Run(() => { value = 42; ready.SetResult(); });
        await ready.Task;
        int seen = value;
        await writer;
        return seen;
    }
}
