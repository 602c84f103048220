// race FC1002: the table is put where others find it before it is filled
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
                    _table = new Table();
                    _table.Values = new int[10];
                }
            }
        }
        return _table;
    }

    void Run(int n) => Parallel.For(0, n, i => Console.WriteLine(Get().Values[i % 10]));
}
