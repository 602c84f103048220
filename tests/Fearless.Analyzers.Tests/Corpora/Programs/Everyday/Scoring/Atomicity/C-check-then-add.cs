// clean FC4001: looked up, then added: not atomic, but no data race
class Visits
{
    private readonly ConcurrentDictionary<string, int> _count = new();

    private void Visit(string page)
    {
        if (_count.TryGetValue(page, out int count)) _count[page] = count + 1;
        else _count[page] = 1;
    }

    public void Run(string[] pages) => Parallel.ForEach(pages, Visit);
}
