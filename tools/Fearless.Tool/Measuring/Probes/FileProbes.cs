namespace Fearless.Tool.Measuring.Probes;

/// <summary>What asynchronous files cost.</summary>
internal static class FileProbes
{
    private const int Length = 64 * 1024;
    private const int Buffer = 4096;

    public static IEnumerable<Probe> All => [Probe.Ratio(
        "asynchronous instead of blocking reads", new Claim("no faster", 1, double.PositiveInfinity),
        static count => WithFile(path => ReadAsync(path, count).GetAwaiter().GetResult()),
        static count => WithFile(path => Read(path, count)))];

    private static void WithFile(Action<string> read)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, new byte[Length]);
            read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Read(string path, int times)
    {
        byte[] buffer = new byte[Buffer];
        for (int i = 0; i < times; i++)
        {
            using FileStream file = Open(path, FileOptions.None);
            while (file.Read(buffer) > 0)
            {
            }
        }
    }

    private static async Task ReadAsync(string path, int times)
    {
        byte[] buffer = new byte[Buffer];
        for (int i = 0; i < times; i++)
        {
            using FileStream file = Open(path, FileOptions.Asynchronous);
            while (await file.ReadAsync(buffer).ConfigureAwait(false) > 0)
            {
            }
        }
    }

    // Without a buffer of its own, so that each read is one of the system's.
    private static FileStream Open(string path, FileOptions options) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, options);
}
