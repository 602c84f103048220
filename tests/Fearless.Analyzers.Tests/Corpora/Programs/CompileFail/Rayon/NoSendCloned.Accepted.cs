// clean FC3001: each has its own list of clones
class Bound
{
    private readonly List<Bound> _clones = new();

    public Bound Clone()
    {
        var clone = new Bound();
        _clones.Add(clone);
        return clone;
    }
}

static class Program
{
    static Bound[] Run()
    {
        Bound[] all = [new Bound(), new Bound()];
        return all.Par().Select(static one => one.Clone()).ToArray();
    }
}
