// race FC1001: the temporary is declared outside
static class Program
{
    static void Run(int[] a)
    {
        int temporary = 0;
        Par.Join(
            () => { for (int i = 0; i < a.Length / 2; i++) { /*first*/temporary = a[i] + i; a[i] = temporary; } },
            () => { for (int i = a.Length / 2; i < a.Length; i++) { temporary = a[i] + i; a[i] = /*second*/temporary; } });
    }
}
