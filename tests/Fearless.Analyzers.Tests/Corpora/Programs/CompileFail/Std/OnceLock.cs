// race FC1008: a static is made by whoever comes first
// SOURCE: rust-lang/rust, library/std/src/sync/once_lock.rs
static class Program
{
    private static string s_name;

    static string Name()
    {
        if (s_name == null) s_name = Environment.MachineName;
        return s_name;
    }

    static void Run() => Parallel.For(0, 8, _ => Console.WriteLine(Name()));
}
