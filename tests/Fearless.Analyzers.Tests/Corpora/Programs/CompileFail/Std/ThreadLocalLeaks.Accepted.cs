// clean FC3005: each uses its own
static class Program
{
    [ThreadStatic] private static List<int> t_log;

    static void Run()
    {
        Task other = Task.Run(() => (t_log ??= new List<int>()).Add(1));
        (t_log ??= new List<int>()).Add(2);
        other.Wait();
    }
}
