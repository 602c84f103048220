// race: read before await
class Program
{
    static async Task<int> Run()
    {
        int x = 0;
        Task task = Task.Run(() => { x = 42; });
        int early = x;
        await task;
        return early + x;
    }
}
