namespace Fearless.Benchmarks.Workloads.Iterators;

/// <summary>The loops that one would write by hand.</summary>
internal static class Loops
{
    public static double Squares(double[] items)
    {
        double sum = 0;
        foreach (double item in items)
            sum += item * item;
        return sum;
    }

    public static double Dot(double[] one, double[] other)
    {
        double sum = 0;
        for (int i = 0; i < one.Length; i++)
            sum += one[i] * other[i];
        return sum;
    }

    public static double Min(double[] items)
    {
        double min = items[0];
        foreach (double item in items)
            min = Math.Min(min, item);
        return min;
    }

    public static int Max(int[] items)
    {
        int max = items[0];
        foreach (int item in items)
            max = Math.Max(max, item);
        return max;
    }

    public static int Multiples(int[] items)
    {
        int count = 0;
        foreach (int item in items)
        {
            if (item % 3 == 0)
                count++;
        }
        return count;
    }
}
