// clean FC1004: each task waits for its child, and the second for the first
static class Program
{
    static async Task<int> Run()
    {
        int a = 0;
        Task first = Task.Run(async () => await Task.Run(() => { a++; }));
        await first;
        Task second = Task.Run(async () => await Task.Run(() => { a++; }));
        await second;
        return a;
    }
}
