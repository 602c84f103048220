// workload: requests
// expect: nothing (nobody waits for the thread that a program begins with)
static class Program
{
    private static void Main() => RunAsync().GetAwaiter().GetResult();

    private static async Task RunAsync()
    {
        using var client = new HttpClient();
        Console.WriteLine(await client.GetStringAsync("http://localhost"));
    }
}
