// race FC1001: a method returns a closure with a count inside, which all run
static class Program
{
    static Func<int> Counter()
    {
        int count = 0;
        return () => ++count;
    }

    static void Run(int n)
    {
        Func<int> next = Counter();
        Parallel.For(0, n, i => Console.WriteLine(next()));
    }
}
