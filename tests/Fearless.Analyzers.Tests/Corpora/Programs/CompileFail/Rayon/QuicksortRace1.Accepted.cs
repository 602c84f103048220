// clean FC1101: a half to each side
static class Program
{
    static void QuickSort(Memory<int> v)
    {
        if (v.Length <= 1) return;
        int middle = Partition(v.Span);
        Memory<int> low = v[..middle], high = v[middle..];
        Par.Join(() => QuickSort(low), () => QuickSort(high));
    }

    static int Partition(Span<int> v)
    {
        int last = v.Length - 1, at = 0;
        for (int i = 0; i < last; i++)
        {
            if (v[i] <= v[last])
            {
                (v[at], v[i]) = (v[i], v[at]);
                at++;
            }
        }
        (v[at], v[last]) = (v[last], v[at]);
        return at;
    }
}
