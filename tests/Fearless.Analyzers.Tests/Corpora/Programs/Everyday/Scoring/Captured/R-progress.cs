// race FC1001: progress counted by all
static class Program
{
    static void Run(string[] files)
    {
        int done = 0;
        Parallel.ForEach(files, file =>
        {
            File.Exists(file);
            /*first, second*/done++;
            Console.WriteLine($"{done} of {files.Length}");
        });
    }
}
