// race FC1001: what is called by many assigns to what it captured
// SOURCE: rust-lang/rust, compiler/rustc_error_codes, E0594
static class Program
{
    static long Run(int[] a)
    {
        long sum = 0;
        Parallel.ForEach(a, x => { sum += x; });
        return sum;
    }
}
