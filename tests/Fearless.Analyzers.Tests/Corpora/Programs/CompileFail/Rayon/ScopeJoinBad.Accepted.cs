// clean FC2104: returned after the scope
static class Program
{
    static int Run()
    {
        int[] buffer = System.Buffers.ArrayPool<int>.Shared.Rent(16);
        Par.Scope(scope =>
        {
            scope.Spawn(() => { buffer[0] = 22; });
        });
        int seen = buffer[0];
        System.Buffers.ArrayPool<int>.Shared.Return(buffer);
        return seen;
    }
}
