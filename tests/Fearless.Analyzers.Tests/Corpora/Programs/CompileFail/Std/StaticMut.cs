// race FC1008: a static is counted by two threads
// SOURCE: rust-lang/rust, library/std/src/keyword_docs.rs, documentation of static mut
static class Program
{
    private static int s_counter;

    static void Run()
    {
        Task one = Task.Run(() => { s_counter++; }), two = Task.Run(() => { s_counter++; });
        Task.WaitAll(one, two);
    }
}
