// clean FC1002: an atomic cell
using Fearless.Sync;

static class Program
{
    static int Run()
    {
        var cell = new AtomicCell<int>(7);
        (0..100).Par().ForEach(_ => cell.Update(static value => value + 1));
        return cell.Read();
    }
}
