// workload: files
// expect: nothing (blocking access on threads that may block)
static class Lines
{
    public static void Count(string[] paths, int[] counts) =>
        Parallel.For(0, paths.Length, i => counts[i] = File.ReadAllLines(paths[i]).Length);
}
