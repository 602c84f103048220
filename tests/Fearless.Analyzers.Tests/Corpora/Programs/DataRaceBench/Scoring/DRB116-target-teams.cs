// race FC1003: two teams, one element
static class Program
{
    static void Run(double[] a)
    {
        Action team = () => { /*first, second*/a[50] *= 2.0; };
        Parallel.Invoke(team, team);
    }
}
