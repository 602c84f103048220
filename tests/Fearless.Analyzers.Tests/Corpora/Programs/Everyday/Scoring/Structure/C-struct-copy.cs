// clean FC1002: a struct is copied before it is changed
struct Point { public int X; public void Move(int by) => X += by; }

static class Program
{
    static void Run(Point start, int[] result) => Parallel.For(0, result.Length, i =>
    {
        Point own = start;
        own.Move(i);
        result[i] = own.X;
    });
}
