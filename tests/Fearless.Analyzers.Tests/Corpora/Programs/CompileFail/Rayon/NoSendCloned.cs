// race FC3001: cloning changes what belongs to the thread that made the originals
// SOURCE: rayon-rs/rayon, src/compile_fail/no_send_par_iter.rs
class Bound
{
    private readonly List<Bound> _clones;
    public Bound(List<Bound> clones) => _clones = clones;

    public Bound Clone()
    {
        var clone = new Bound(_clones);
        _clones.Add(clone);
        return clone;
    }
}

static class Program
{
    static Bound[] Run()
    {
        var clones = new List<Bound>();
        Bound[] all = [new Bound(clones), new Bound(clones)];
        return all.Par().Select(static one => one.Clone()).ToArray();
    }
}
