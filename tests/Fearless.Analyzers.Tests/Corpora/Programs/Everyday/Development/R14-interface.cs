// race: through an interface
interface ISink { void Put(int x); }

class Summer : ISink
{
    public int Sum;
    public void Put(int x) => Sum += x;
}

class Program
{
    static int Run(int[] a)
    {
        var summer = new Summer();
        ISink sink = summer;
        Parallel.ForEach(a, x => sink.Put(x));
        return summer.Sum;
    }
}
