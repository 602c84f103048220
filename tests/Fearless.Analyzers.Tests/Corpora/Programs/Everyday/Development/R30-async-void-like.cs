// race: two async workers share a field
class Program
{
    private int _n;

    private async Task Work() { await Task.Delay(1); _n++; }

    public async Task<int> Run()
    {
        Task a = Task.Run(Work), b = Task.Run(Work);
        await Task.WhenAll(a, b);
        return _n;
    }
}
