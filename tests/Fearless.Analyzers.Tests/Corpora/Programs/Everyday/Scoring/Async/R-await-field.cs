// race FC1004: a field changed by two async methods on the pool
class Loader
{
    private int _bytes;

    private async Task Load(int size)
    {
        await Task.Delay(size).ConfigureAwait(false);
        /*first, second*/_bytes += size;
    }

    public async Task<int> Run()
    {
        await Task.WhenAll(Load(1), Load(2));
        return _bytes;
    }
}
