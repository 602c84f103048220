// clean FC1004: the first is awaited before the second starts
static class Program
{
    static async Task<int> Run()
    {
        int i = 0;
        await Task.Run(async () => { await Task.Delay(10); i = 1; });
        await Task.Run(() => { i = 2; });
        return i;
    }
}
