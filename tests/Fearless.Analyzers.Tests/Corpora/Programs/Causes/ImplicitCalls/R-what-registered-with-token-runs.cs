// race FC1004: what is registered with a token runs in whoever cancels it
static class Program
{
    static int Run(CancellationToken token)
    {
        int cancelled = 0;
        token.Register(() => cancelled++);
        cancelled++;
        return cancelled;
    }
}
