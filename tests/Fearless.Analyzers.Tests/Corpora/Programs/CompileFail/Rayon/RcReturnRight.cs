// race FC3001: the right side returns an object that a job goes on to count with
// SOURCE: rayon-rs/rayon, rayon-core/src/compile_fail/rc_return.rs
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
        var (left, right) = Par.Join(
            () => 0,
            () =>
            {
                var own = new Rc();
                Rc kept = own.Clone();
                Par.Spawn(() => kept.Drop());
                return own;
            });
        right.Drop();
    }
}
