// race FC3002: a cell is set by one thread and read by another
// SOURCE: rust-lang/rust, library/core/src/marker.rs, documentation of Sync
class Cell
{
    private int _value = 42;
    public int Get() => _value;
    public void Set(int value) => _value = value;
}

static class Program
{
    static void Run()
    {
        var cell = new Cell();
        ThreadScope.Run(scope =>
        {
            scope.Spawn(() => cell.Set(1));
            scope.Spawn(() => Console.WriteLine(cell.Get()));
        });
    }
}
