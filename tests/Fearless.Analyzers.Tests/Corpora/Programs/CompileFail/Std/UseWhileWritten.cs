// race FC1004: used while a thread writes it
// SOURCE: rust-lang/rust, compiler/rustc_error_codes, E0503
static class Program
{
    static int Run()
    {
        int value = 3;
        var writer = new Thread(() => { value = 4; });
        writer.Start();
        int sum = value + 1;
        writer.Join();
        return sum;
    }
}
