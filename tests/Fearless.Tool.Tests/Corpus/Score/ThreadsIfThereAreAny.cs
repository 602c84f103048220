// workload: no-threads
// expect: nothing (it is asked first)
using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("browser")]

static class Engine
{
    public static void Update(double[] values)
    {
        if (!OperatingSystem.IsBrowser())
            Parallel.For(0, values.Length, i => values[i] = Math.Sin(values[i]));
        else
            for (int i = 0; i < values.Length; i++)
                values[i] = Math.Sin(values[i]);
    }
}
