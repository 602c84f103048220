static class Program
{
    static void Main() => ThreadScope.Run(static scope =>
    {
        string? name = "moved";
        string? other = "moved";
        scope.Spawn(static async () => { await Task.Yield(); }); // expect CS0619
        scope.Spawn(static async () => { await Task.Yield(); return 1; }); // expect CS0619
        scope.Spawn(static () => Task.Delay(1)); // expect CS0619
        scope.Spawn(Work); // expect CS0619
        scope.Spawn(1, static async number => { await Task.Delay(number); }); // expect CS0619
        scope.Spawn(1, 2, static async (first, second) => { await Task.Delay(first + second); }); // expect CS0619
        scope.Spawn(Move.Of(ref name), static async name => { await Task.Delay(name.Length); }); // expect CS0619
        name = "again";
        scope.Spawn(Move.Of(ref name), 1, static async (name, number) => { await Task.Delay(name.Length + number); }); // expect CS0619
        name = "again";
        scope.Spawn(1, Move.Of(ref name), static async (number, name) => { await Task.Delay(name.Length + number); }); // expect CS0619
        name = "again";
        scope.Spawn(Move.Of(ref name), Move.Of(ref other), static async (first, second) => { await Task.Delay(first.Length + second.Length); }); // expect CS0619
    });

    static Task Work() => Task.CompletedTask;
}
