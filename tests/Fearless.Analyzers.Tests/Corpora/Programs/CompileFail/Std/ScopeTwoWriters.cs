// race FC1004: two threads of a scope write to one variable
// SOURCE: rust-lang/rust, library/std/src/thread/scoped.rs, example of scope; E0499
static class Program
{
    static int Run()
    {
        int[] a = [1, 2, 3];
        int x = 0;
        ThreadScope.Run(scope =>
        {
            scope.Spawn(() => { x += a[0]; });
            scope.Spawn(() => { x += a[0] + a[2]; });
        });
        return x;
    }
}
