// race FC3004: results pushed to a plain stack
// SOURCE: crossbeam-rs/crossbeam, crossbeam-queue/src/seg_queue.rs
static class Program
{
    static int Run(int[] a)
    {
        var found = new Stack<int>();
        a.Par().ForEach(x => { if (x > 0) found.Push(x); });
        return found.Count;
    }
}
