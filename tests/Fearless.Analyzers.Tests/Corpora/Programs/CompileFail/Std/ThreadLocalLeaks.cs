// race FC3005: what belongs to one thread is used by another
// SOURCE: rust-lang/rust, library/std/src/thread/local.rs
static class Program
{
    [ThreadStatic] private static List<int> t_log;

    static void Run()
    {
        List<int> mine = t_log ??= new List<int>();
        Task other = Task.Run(() => mine.Add(1));
        t_log.Add(2);
        other.Wait();
    }
}
