static class Program
{
    static object? s_kept;

    static void Main() => ThreadScope.Run(static scope =>
    {
        s_kept = scope; // expect CS0029
        var list = new List<ThreadScope>(); // expect CS9244
    });
}

public class Keeper
{
    public ThreadScope Scope; // expect CS8345
}
