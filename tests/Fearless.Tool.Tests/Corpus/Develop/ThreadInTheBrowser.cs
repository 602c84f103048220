// workload: no-threads
// expect: FA1009 tasks @ new Thread(
using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("browser")]

static class Game
{
    public static void Start()
    {
        var loop = new Thread(Loop);
        loop.Start();
    }

    private static void Loop()
    {
        for (int frame = 0; frame < 60; frame++)
            Console.WriteLine(frame);
    }
}
