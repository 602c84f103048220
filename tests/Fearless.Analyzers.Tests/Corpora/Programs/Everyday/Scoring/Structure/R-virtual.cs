// race FC1002: the override counts
abstract class Shape { public abstract void Draw(); }

sealed class Circle : Shape
{
    public static int Drawn;
    public override void Draw() => /*first, second*/Drawn++;
}

static class Program
{
    static void Run(Shape[] shapes) => Parallel.ForEach(shapes, static shape => shape.Draw());
}
