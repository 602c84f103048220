// clean FC3002: the cell has a lock
class Cell
{
    private readonly Lock _gate = new();
    private int _value = 42;
    public int Get() { lock (_gate) return _value; }
    public void Set(int value) { lock (_gate) _value = value; }
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
