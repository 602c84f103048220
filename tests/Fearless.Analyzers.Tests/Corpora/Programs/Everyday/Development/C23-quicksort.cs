// clean: parallel quicksort over ranges
class Program
{
    static void Sort(int[] a, int low, int high)
    {
        if (high - low < 2)
            return;
        int middle = Partition(a, low, high);
        Par.Join(() => Sort(a, low, middle), () => Sort(a, middle + 1, high));
    }

    static int Partition(int[] a, int low, int high)
    {
        int at = low;
        for (int i = low; i < high - 1; i++)
        {
            if (a[i] < a[high - 1])
            {
                (a[i], a[at]) = (a[at], a[i]);
                at++;
            }
        }
        return at;
    }
}
