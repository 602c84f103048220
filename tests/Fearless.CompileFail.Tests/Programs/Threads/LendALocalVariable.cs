static class Program
{
    static void Main() => ThreadScope.Run(static scope =>
    {
        int local = 0;
        scope.Spawn(new Span<int>(ref local), static part => part[0] = 1); // expect CS8168 CS8347 CS8350
        Span<int> literal = [1, 2, 3];
        scope.Spawn(literal, static part => part[0] = 1); // expect CS8350 CS8352
    });
}
