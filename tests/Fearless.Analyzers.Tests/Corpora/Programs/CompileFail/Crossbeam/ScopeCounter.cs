// race FC1004: read inside the scope whose thread writes it
// SOURCE: crossbeam-rs/crossbeam, crossbeam-utils/src/thread.rs, example of scope
static class Program
{
    static int Run()
    {
        int counter = 0, seen = 0;
        ThreadScope.Run(scope =>
        {
            scope.Spawn(() => { counter += 1; });
            seen = counter;
        });
        return seen;
    }
}
