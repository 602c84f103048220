// race FC1002: of two statics one is each thread's own
class A
{
    public static int Counter;
    [ThreadStatic] public static int Own;
}

static class Program
{
    static void Work()
    {
        /*first, second*/A.Counter++;
        A.Own++;
    }

    static void Run()
    {
        Task one = Task.Run(Work), two = Task.Run(Work);
        Task.WaitAll(one, two);
    }
}
