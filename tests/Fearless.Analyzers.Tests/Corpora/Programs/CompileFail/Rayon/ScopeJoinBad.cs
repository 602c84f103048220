// race FC2104: a pooled buffer is returned, and rented again, while a job of the scope writes to it
// SOURCE: rayon-rs/rayon, rayon-core/src/compile_fail/scope_join_bad.rs
static class Program
{
    static int Run()
    {
        int seen = 0;
        Par.Scope(scope =>
        {
            int[] buffer = System.Buffers.ArrayPool<int>.Shared.Rent(16);
            scope.Spawn(() => { buffer[0] = 22; });
            System.Buffers.ArrayPool<int>.Shared.Return(buffer);
            int[] next = System.Buffers.ArrayPool<int>.Shared.Rent(16);
            seen = next[0];
        });
        return seen;
    }
}
