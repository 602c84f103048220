// workload: no-threads
// expect: nothing
using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("browser")]

static class Game
{
    public static async Task RunAsync(CancellationToken token)
    {
        for (int frame = 0; frame < 60; frame++)
        {
            Console.WriteLine(frame);
            await Task.Delay(16, token);
        }
    }
}
