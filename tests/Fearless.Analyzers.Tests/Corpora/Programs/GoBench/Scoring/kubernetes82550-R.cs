// race FC1002: a provider is made by whoever comes first
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/kubernetes/82550
class Provider { public int Provide() => 0; }

class LazyProvider
{
    private Provider _actual;

    public int Provide()
    {
        if (/*first*/_actual == null) /*second*/_actual = new Provider();
        return _actual.Provide();
    }

    public static void Run()
    {
        var provider = new LazyProvider();
        Task.WaitAll(Enumerable.Range(0, 10).Select(_ => Task.Run(provider.Provide)).ToArray());
    }
}
