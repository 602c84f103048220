// workload: known-threads
// expect: FA1003 threads @ var writer = new Thread
static class Report
{
    public static (string, string) Make(int[] values)
    {
        string text = "", table = "";
        var writer = new Thread(() => text = string.Join(' ', values));
        var drawer = new Thread(() => table = string.Join('|', values.Order()));
        writer.Start();
        drawer.Start();
        writer.Join();
        drawer.Join();
        return (text, table);
    }
}
