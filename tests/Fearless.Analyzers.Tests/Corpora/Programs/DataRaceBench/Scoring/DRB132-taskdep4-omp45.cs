// clean FC1004: each of two variables is read after its own task
static class Program
{
    static async Task<int> Run()
    {
        int x = 0, y = 2;
        Task first = Task.Run(() => { x++; });
        Task second = Task.Run(() => { y--; });
        await first;
        int result = x;
        await second;
        return result + y;
    }
}
