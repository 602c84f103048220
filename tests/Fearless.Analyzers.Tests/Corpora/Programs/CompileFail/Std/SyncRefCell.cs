// race FC3002: even who only reads counts himself in
// SOURCE: rust-lang/rust, library/core/src/cell.rs, documentation of RefCell
class RefCell(int value)
{
    private int _borrows;

    public int Read()
    {
        _borrows++;
        int read = value;
        _borrows--;
        return read;
    }
}

static class Program
{
    static int Run()
    {
        var cell = new RefCell(7);
        var (left, right) = Par.Join(() => cell.Read(), () => cell.Read());
        return left + right;
    }
}
