// race: appended by two
static class Program
{
    static string Run()
    {
        var text = new StringBuilder();
        Parallel.Invoke(() => text.Append("a"), () => text.Append("b"));
        return text.ToString();
    }
}
