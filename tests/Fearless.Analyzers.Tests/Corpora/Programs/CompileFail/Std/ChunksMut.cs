// race FC1003: windows overlap, where chunks would not
// SOURCE: rust-lang/rust, compiler/rustc_error_codes, E0499
static class Program
{
    static void Run(int[] a) => Parallel.For(0, a.Length - 1, i =>
    {
        Span<int> window = a.AsSpan(i, 2);
        window[0]++;
        window[1]++;
    });
}
