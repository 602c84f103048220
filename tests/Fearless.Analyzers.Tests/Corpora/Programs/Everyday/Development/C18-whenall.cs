// clean: results by await
class Program
{
    static async Task<int> Run()
    {
        int x = 0, y = 0;
        Task a = Task.Run(() => { x = 1; });
        Task b = Task.Run(() => { y = 1; });
        await Task.WhenAll(a, b);
        return x + y;
    }
}
