// clean: the first to make the table publishes it, all others throw theirs away
class Table
{
    public int[] Values = [];
}

class Program
{
    private Table? _table;

    Table Get()
    {
        Table? known = Volatile.Read(ref _table);
        if (known is not null)
            return known;
        var made = new Table();
        made.Values = new int[10];
        return Interlocked.CompareExchange(ref _table, made, null) ?? made;
    }

    void Run(int n) => Parallel.For(0, n, i => Console.WriteLine(Get().Values[i % 10]));
}
