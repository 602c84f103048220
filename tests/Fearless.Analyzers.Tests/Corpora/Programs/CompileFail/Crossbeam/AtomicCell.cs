// race FC1002: a plain cell is updated by all
// SOURCE: crossbeam-rs/crossbeam, crossbeam-utils/src/atomic/atomic_cell.rs
static class Program
{
    static int Run()
    {
        var cell = new System.Runtime.CompilerServices.StrongBox<int>(7);
        (0..100).Par().ForEach(_ => { cell.Value += 1; });
        return cell.Value;
    }
}
