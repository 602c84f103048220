// race FC3002: a cell is read and set by all
// SOURCE: rayon-rs/rayon, src/compile_fail/cell_par_iter.rs
class Cell
{
    private int _value = 42;
    public int Get() => _value;
    public void Set(int value) => _value = value;
}

static class Program
{
    static int Run()
    {
        var cell = new Cell();
        return (0..1024).Par().Select(i =>
        {
            cell.Set(i);
            return cell.Get();
        }).Min();
    }
}
