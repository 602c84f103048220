// clean: disposed asynchronously, which awaits the task
sealed class Background : IAsyncDisposable
{
    private readonly Task _task;

    public Background(Action body) => _task = Task.Run(body);

    public async ValueTask DisposeAsync() => await _task;
}

static class Program
{
    static async Task<int> Run()
    {
        int found = 0;
        await using (new Background(() => found = 1))
        {
        }
        return found;
    }
}
