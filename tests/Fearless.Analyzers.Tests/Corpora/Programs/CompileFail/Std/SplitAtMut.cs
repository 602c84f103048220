// race FC1102: both threads get the middle
// SOURCE: rust-lang/rust, compiler/rustc_error_codes, E0499; rust-lang/book, ch20-01
static class Program
{
    static void Run(int[] a) => ThreadScope.Run(scope =>
    {
        int middle = a.Length / 2;
        scope.Spawn(() => a.AsSpan(0, middle + 1).Fill(1));
        scope.Spawn(() => a.AsSpan(middle).Fill(2));
    });
}
