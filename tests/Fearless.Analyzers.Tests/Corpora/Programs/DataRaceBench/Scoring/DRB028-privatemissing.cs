// race FC1002: the temporary is a field
class Program
{
    private int _temporary;

    public void Run(int[] a) => Parallel.For(0, a.Length, i =>
    {
        /*first*/_temporary = a[i] + i;
        a[i] = /*second*/_temporary;
    });
}
