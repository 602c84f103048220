// workload: none
// expect: nothing (an addition for each item is not worth a fork)
static class Shift
{
    public static int[] By(int[] values, int offset)
    {
        var shifted = new int[values.Length];
        for (int i = 0; i < values.Length; i++)
            shifted[i] = values[i] + offset;
        return shifted;
    }
}
