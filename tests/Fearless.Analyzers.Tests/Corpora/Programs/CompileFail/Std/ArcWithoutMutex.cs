// race FC3004: a shared list grows without a lock
// SOURCE: rust-lang/rust, compiler/rustc_error_codes, E0596
static class Program
{
    static int Run()
    {
        var list = new List<int>();
        Thread[] threads = [new(() => list.Add(1)), new(() => list.Add(2))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        return list.Count;
    }
}
