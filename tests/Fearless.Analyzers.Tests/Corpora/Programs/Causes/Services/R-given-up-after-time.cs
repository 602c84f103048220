// race FC1004: who gives up after some time reads what the task still writes
static class Program
{
    static async Task<int> Run()
    {
        int result = 0;
        Task work = Task.Run(() => result = 42);
        await Task.WhenAny(work, Task.Delay(100));
        return result;
    }
}
