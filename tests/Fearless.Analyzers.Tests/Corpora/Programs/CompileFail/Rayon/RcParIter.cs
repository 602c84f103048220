// race FC3001: the elements are one object, in which all count
// SOURCE: rayon-rs/rayon, src/compile_fail/rc_par_iter.rs
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
        Rc[] all = [rc, rc.Clone()];
        all.Par().ForEach(static one => one.Drop());
    }
}
