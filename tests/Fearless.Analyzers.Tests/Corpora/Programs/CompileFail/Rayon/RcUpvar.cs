// race FC3002: both sides count in one object
// SOURCE: rayon-rs/rayon, rayon-core/src/compile_fail/rc_upvar.rs
class Rc
{
    private int _count = 1;

    public Rc Clone()
    {
        _count++;
        return this;
    }

    public void Drop() => _count--;
}

static class Program
{
    static void Run()
    {
        var rc = new Rc();
        Par.Join(() => rc.Clone(), () => rc.Clone());
    }
}
