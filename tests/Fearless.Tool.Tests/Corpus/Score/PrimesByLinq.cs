// workload: data-parallel
// expect: FA1001 par @ candidates.Where(IsPrime)
static class Primes
{
    public static int Count(int[] candidates) => candidates.Where(IsPrime).Count();

    private static bool IsPrime(int n)
    {
        for (int divisor = 2; divisor < n; divisor++)
        {
            for (int multiple = divisor; multiple <= n; multiple += divisor)
            {
                if (multiple == n)
                    return false;
            }
        }
        return n > 1;
    }
}
