// clean FC1004: one await after another
class Loader
{
    private int _bytes;
    private async Task Load(int size) { await Task.Delay(size).ConfigureAwait(false); _bytes += size; }

    public async Task<int> Run()
    {
        await Load(1);
        await Load(2);
        return _bytes;
    }
}
