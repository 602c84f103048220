// race FC3001: the elements share what belongs to the thread that made them
// SOURCE: rayon-rs/rayon, src/compile_fail/no_send_par_iter.rs
class Bound
{
    [ThreadStatic] private static List<int> t_home;
    private readonly List<int> _home = Home;

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
        return all.Par().Select(static one => one.Touch()).Sum();
    }
}
