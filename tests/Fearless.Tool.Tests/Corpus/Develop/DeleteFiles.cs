// workload: none
// expect: nothing (one call of the system each)
static class Cleaner
{
    public static void Clean(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder, "*.tmp"))
            File.Delete(path);
    }
}
