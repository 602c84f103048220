// race: a static counter of a class
class Counter
{
    public static int Count;
}

class Program
{
    static void Run() => Parallel.For(0, 8, i => Counter.Count++);
}
