static class Program
{
    static void Main()
    {
        Span<int> numbers = new int[4];
        ThreadScope.Run(numbers, static (scope, numbers) =>
        {
            scope.Spawn(numbers, static numbers => numbers.Fill(1)).Join();
            scope.Spawn(numbers[..1], static first => { first[0] = 1; });
        });
    }

    static void Helper(ref int number) =>
        ThreadScope.Run(new Span<int>(ref number), static (scope, number) => { scope.Spawn(number, static number => { number[0] = 1; }); });
}
