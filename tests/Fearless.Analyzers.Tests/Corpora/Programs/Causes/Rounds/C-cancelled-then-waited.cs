// clean: cancelled, waited for, then read
static class Program
{
    static async Task<int> Run()
    {
        int rounds = 0;
        using var source = new CancellationTokenSource();
        Task loop = Task.Run(async () =>
        {
            while (!source.Token.IsCancellationRequested)
            {
                rounds++;
                await Task.Yield();
            }
        });
        source.Cancel();
        try
        {
            await loop;
        }
        catch (OperationCanceledException)
        {
        }
        return rounds;
    }
}
