// clean FC1006: one static lock for a static list
static class Audit
{
    private static readonly Lock Gate = new();
    private static readonly List<string> Lines = new();

    public static void Add(string line) { lock (Gate) Lines.Add(line); }

    public static string[] Run(string[] lines)
    {
        Parallel.ForEach(lines, Add);
        lock (Gate) return Lines.ToArray();
    }
}
