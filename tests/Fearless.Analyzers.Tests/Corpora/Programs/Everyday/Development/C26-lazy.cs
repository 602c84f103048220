// clean: Lazy in a getter
class Shape
{
    private readonly Lazy<string> _name = new(() => "shape");
    public string Name => _name.Value;
}

static class Program
{
    static void Run(Shape shape) => Parallel.For(0, 10, i => Console.WriteLine(shape.Name));
}
