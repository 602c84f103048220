static class Program
{
    static void Main()
    {
        Span<int> numbers = new int[4];
        ref int first = ref numbers[0];
        ThreadScope.Run(scope =>
        {
            scope.Spawn(() => numbers.Fill(1)); // expect CS8175
            scope.Spawn(() => { first = 1; }); // expect CS8175
        });
    }

    static void Helper(ref int number) =>
        ThreadScope.Run(scope => { scope.Spawn(() => { number = 1; }); }); // expect CS1628
}
