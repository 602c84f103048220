// clean FC3002: a cell is only read
class Cell
{
    private int _value = 42;
    public int Get() => _value;
    public void Set(int value) => _value = value;
}

static class Program
{
    static int Run()
    {
        var cell = new Cell();
        return (0..1024).Par().Select(_ => cell.Get()).Min();
    }
}
