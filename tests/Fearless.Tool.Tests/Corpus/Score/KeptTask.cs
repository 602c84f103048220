// workload: background
// expect: nothing (its end is waited for)
sealed class Heartbeat : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _beating;

    public Heartbeat(HttpClient client) => _beating = BeatAsync(client);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task BeatAsync(HttpClient client)
    {
        while (true)
        {
            await Task.Delay(1000, _stop.Token);
            await client.GetStringAsync("http://localhost/alive", _stop.Token);
        }
    }
}
