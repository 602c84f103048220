// clean FC1001: two variables, a job each
static class Program
{
    static (int, int) Run(int[] a)
    {
        int least = 0, greatest = 0;
        Par.Join(() => { least = a.Min(); }, () => { greatest = a.Max(); });
        return (least, greatest);
    }
}
