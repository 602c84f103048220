// race FC1002: a generic box is shared
class Box<T> { public T Value; }

static class Program
{
    static int Run(int[] a)
    {
        var box = new Box<int>();
        Parallel.ForEach(a, x => { /*first, second*/box.Value += x; });
        return box.Value;
    }
}
