// clean FC3004: results pushed to a queue for many
using Fearless.Collections;

static class Program
{
    static int Run(int[] a)
    {
        var found = new SegQueue<int>();
        a.Par().ForEach(x => { if (x > 0) found.Push(x); });
        return found.Count;
    }
}
