// race FC1006: what was got under the lock is changed when it is released
// SOURCE: rust-lang/rust, compiler/rustc_error_codes, E0597
static class Program
{
    private static readonly Lock Gate = new();
    private static readonly List<int> Shared = new();

    static List<int> Get() { lock (Gate) return Shared; }

    static void Run() => Parallel.For(0, 100, i => Get().Add(i));
}
