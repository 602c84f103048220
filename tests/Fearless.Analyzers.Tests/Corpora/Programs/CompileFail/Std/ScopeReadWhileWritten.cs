// race FC3004: the list grows while a thread of the scope reads it
// SOURCE: rust-lang/rust, library/std/src/thread/scoped.rs, example of scope; E0502
static class Program
{
    static void Run()
    {
        List<int> a = [1, 2, 3];
        ThreadScope.Run(scope =>
        {
            scope.Spawn(() => Console.WriteLine(a[0]));
            a.Add(4);
        });
    }
}
