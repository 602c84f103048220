// race FC1006: one lock to add, another to subtract
static class Program
{
    private static readonly object Adding = new(), Subtracting = new();
    private static int _value;

    static void Run() => Parallel.For(0, 100, _ =>
    {
        lock (Adding) /*first*/_value++;
        lock (Subtracting) /*second*/_value -= 2;
    });
}
