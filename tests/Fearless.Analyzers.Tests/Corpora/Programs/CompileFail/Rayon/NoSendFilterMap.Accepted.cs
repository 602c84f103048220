// clean FC3001: each has its own
class Bound
{
    [ThreadStatic] private static List<int> t_home;
    private readonly List<int> _home = new();

    public static List<int> Home => t_home ??= new();

    public int Touch()
    {
        _home.Add(1);
        return _home.Count;
    }
}

static class Program
{
    static int Run()
    {
        Bound[] all = [new Bound(), new Bound()];
        return all.Par().Where(static one => one.Touch() > 1).Count();
    }
}
