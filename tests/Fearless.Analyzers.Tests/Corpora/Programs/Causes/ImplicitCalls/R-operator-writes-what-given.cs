// race FC1004: an operator writes to what it is given
class Total
{
    public long Sum;

    public static Total operator +(Total total, int number)
    {
        total.Sum += number;
        return total;
    }
}

static class Program
{
    static void Run(Total total) => Parallel.For(0, 9, i => _ = total + i);
}
