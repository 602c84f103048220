// race FC3001: two threads count in one object
// SOURCE: rust-lang/rust, library/core/src/marker.rs, documentation of Send
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
        Thread one = new(() => rc.Clone()), two = new(() => rc.Clone());
        one.Start();
        two.Start();
        one.Join();
        two.Join();
    }
}
