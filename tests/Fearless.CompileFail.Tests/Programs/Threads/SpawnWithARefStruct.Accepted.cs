public ref struct View
{
    public Span<int> Numbers;
}

static class Program
{
    static void Main() => ThreadScope.Run(new View(), static (scope, view) =>
    {
        scope.Spawn(view.Numbers, static numbers => { });
    });
}
