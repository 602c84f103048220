// race: a cached field in a getter
class Shape
{
    private string _name;
    public string Name => _name ??= "shape";
}

static class Program
{
    static void Run(Shape shape) => Parallel.For(0, 10, i => Console.WriteLine(shape.Name));
}
