// race FC1004: a thread that nobody joins reads variables that go on to change
// SOURCE: rust-lang/rust, compiler/rustc_error_codes, E0373
static class Program
{
    static void Run()
    {
        int x = 0, y = 1;
        var thread = new Thread(() => Console.WriteLine(x + y));
        thread.Start();
        x++;
    }
}
