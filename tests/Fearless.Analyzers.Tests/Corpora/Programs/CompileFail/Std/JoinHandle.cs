// race FC1004: the result is taken before the thread was joined
// SOURCE: rust-lang/rust, library/std/src/thread/join_handle.rs
static class Program
{
    static int Run(int[] a)
    {
        int sum = 0;
        var thread = new Thread(() => { foreach (int x in a) sum += x; });
        thread.Start();
        int result = sum;
        thread.Join();
        return result;
    }
}
