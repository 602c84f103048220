// clean FC1002: made by LazyInitializer
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/kubernetes/82550
class Provider { public int Provide() => 0; }

class LazyProvider
{
    private Provider _actual;

    public int Provide()
    {
        return LazyInitializer.EnsureInitialized(ref _actual, static () => new Provider()).Provide();
    }

    public static void Run()
    {
        var provider = new LazyProvider();
        Task.WaitAll(Enumerable.Range(0, 10).Select(_ => Task.Run(provider.Provide)).ToArray());
    }
}
