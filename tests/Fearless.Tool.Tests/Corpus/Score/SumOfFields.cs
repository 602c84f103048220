// workload: none
// expect: nothing
static class Invoice
{
    public sealed record Line(decimal Price, int Count);

    public static decimal Total(List<Line> lines)
    {
        decimal total = 0;
        foreach (Line line in lines)
            total += line.Price * line.Count;
        return total;
    }
}
