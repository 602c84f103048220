// clean: made once, double checked by a volatile field, and not changed afterwards
class Table
{
    public int[] Values = [];
}

class Program
{
    private readonly object _gate = new();
    private volatile Table? _table;

    Table Get()
    {
        if (_table is null)
        {
            lock (_gate)
            {
                if (_table is null)
                {
                    var made = new Table();
                    made.Values = new int[10];
                    _table = made;
                }
            }
        }
        return _table;
    }

    void Run(int n) => Parallel.For(0, n, i => Console.WriteLine(Get().Values[i % 10]));
}
